package org.belltower.hotline;

import java.util.List;
import org.belltower.store.Database;
import org.belltower.store.NetValue;

/**
 * {@code hotline:lastthree?plan=P-2001}: {@code found} with the plan and {@code days}, an array of up to three valuation
 * days, newest first, each with the figures of {@code netvalue}; otherwise as there.
 */
final class LastThreeService implements HotlineService {
    private final Database database;

    LastThreeService(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "lastthree";
    }

    @Override
    public ServiceAnswer answer(HotlineRequest request) {
        return PlanFigures.of(database, request, plan -> {
            List<NetValue> days = database.netValues().lastThree(plan.code());
            return days.isEmpty()
                    ? ServiceAnswer.of("none")
                    : ServiceAnswer.of("found")
                            .with(PlanFigures.head(plan, request))
                            .with("days", PlanFigures.rows(days));
        });
    }
}
