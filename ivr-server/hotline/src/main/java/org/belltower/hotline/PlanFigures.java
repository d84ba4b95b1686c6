package org.belltower.hotline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.belltower.store.Customer;
import org.belltower.store.Database;
import org.belltower.store.NetValue;
import org.belltower.store.Plan;

/**
 * Figures of a plan for the customer who is logged in. A plan that the customer does not hold is refused exactly as one
 * that does not exist. <i>Immutable.</i>
 */
final class PlanFigures {
    private PlanFigures() {}

    static ServiceAnswer of(Database database, HotlineRequest request, Function<Plan, ServiceAnswer> answer) {
        String code = request.required("plan");
        Optional<Customer> customer = request.session().customer();
        if (customer.isEmpty()) {
            return ServiceAnswer.of("not-logged-in");
        }
        return database.holdings().of(customer.get().id()).stream()
                .map(holding -> holding.plan())
                .filter(plan -> plan.code().equals(code))
                .findFirst()
                .map(answer)
                .orElseGet(() -> ServiceAnswer.of("unknown-plan"));
    }

    static Map<String, String> head(Plan plan, HotlineRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("planCode", plan.code());
        fields.put("planName", plan.name(request.language()));
        fields.put("method", plan.method().code());
        fields.put("currency", plan.currency());
        return fields;
    }

    /** Every figure with its date and source; as strings, because ECMAScript's numbers are not exact. */
    static Map<String, String> figures(NetValue value) {
        Map<String, String> fields = new LinkedHashMap<>();
        switch (value.figure()) {
            case NetValue.UnitNetValue unit ->
                fields.put("unitNetValue", unit.value().toPlainString());
            case NetValue.UndistributedProfit profit ->
                fields.put("undistributedProfit", profit.value().toPlainString());
        }
        fields.put("periodEndNetAssetValue", value.periodEndNetAssetValue().toPlainString());
        fields.put("investmentReturn", value.investmentReturn().toPlainString());
        fields.put("valuationDate", value.valuationDate().toString());
        fields.put("source", value.source());
        return fields;
    }

    static List<Map<String, String>> rows(List<NetValue> values) {
        return values.stream().map(PlanFigures::figures).toList();
    }
}
