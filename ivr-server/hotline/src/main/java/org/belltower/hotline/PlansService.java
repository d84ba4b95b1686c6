package org.belltower.hotline;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belltower.store.Database;
import org.belltower.store.Holding;
import org.belltower.store.PlanMethod;

/**
 * {@code hotline:plans?language=zh-CN}: {@code found} with {@code plans}, an array of planCode, planName, method, currency,
 * shares or amount, asOf, source; {@code none}; {@code not-logged-in}.
 */
final class PlansService implements HotlineService {
    private final Database database;

    PlansService(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public ServiceAnswer answer(HotlineRequest request) {
        return request.session()
                .customer()
                .map(customer -> {
                    List<Holding> holdings = database.holdings().of(customer.id());
                    return holdings.isEmpty()
                            ? ServiceAnswer.of("none")
                            : ServiceAnswer.of("found")
                                    .with(
                                            "plans",
                                            holdings.stream()
                                                    .map(holding -> row(holding, request.language()))
                                                    .toList());
                })
                .orElseGet(() -> ServiceAnswer.of("not-logged-in"));
    }

    private static Map<String, String> row(Holding holding, Locale language) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("planCode", holding.plan().code());
        row.put("planName", holding.plan().name(language));
        row.put("method", holding.plan().method().code());
        row.put("currency", holding.plan().currency());
        String quantity = holding.plan().method() == PlanMethod.SHARE ? "shares" : "amount";
        BigDecimal value = holding.quantity();
        row.put(quantity, value.toPlainString());
        row.put("asOf", holding.asOf().toString());
        row.put("source", holding.source());
        return row;
    }
}
