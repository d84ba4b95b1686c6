package org.belltower.hotline;

import org.belltower.store.Database;

/**
 * {@code hotline:netvalue?plan=P-2001&language=zh-CN}: {@code found} with planCode, planName, method, currency,
 * unitNetValue or undistributedProfit, periodEndNetAssetValue, investmentReturn, valuationDate, source; {@code none};
 * {@code unknown-plan}; {@code not-logged-in}.
 */
final class NetValueService implements HotlineService {
    private final Database database;

    NetValueService(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "netvalue";
    }

    @Override
    public ServiceAnswer answer(HotlineRequest request) {
        return PlanFigures.of(
                database,
                request,
                plan -> database.netValues()
                        .latest(plan.code())
                        .map(value -> ServiceAnswer.of("found")
                                .with(PlanFigures.head(plan, request))
                                .with(PlanFigures.figures(value)))
                        .orElseGet(() -> ServiceAnswer.of("none")));
    }
}
