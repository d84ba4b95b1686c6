package org.belltower.hotline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A service's answer: an outcome and fields, in order, as JSON. <i>Immutable.</i> */
final class ServiceAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String outcome;
    private final Map<String, Object> fields;

    private ServiceAnswer(String outcome, Map<String, Object> fields) {
        this.outcome = outcome;
        this.fields = fields;
    }

    static ServiceAnswer of(String outcome) {
        return new ServiceAnswer(outcome, Map.of("outcome", outcome));
    }

    ServiceAnswer with(String field, String value) {
        return plus(field, value);
    }

    ServiceAnswer with(String field, int value) {
        return plus(field, value);
    }

    ServiceAnswer with(String field, List<Map<String, String>> rows) {
        return plus(field, rows);
    }

    ServiceAnswer with(Map<String, String> more) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.putAll(more);
        return new ServiceAnswer(outcome, all);
    }

    private ServiceAnswer plus(String field, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new ServiceAnswer(outcome, all);
    }

    HotlineReply.Answered reply() {
        return new HotlineReply.Answered(outcome, JSON.writeValueAsString(fields));
    }
}
