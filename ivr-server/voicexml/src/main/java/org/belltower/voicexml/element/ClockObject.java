package org.belltower.voicexml.element;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import org.belltower.grammar.ScriptValue;

/**
 * {@code belltower:clock}: what time it is where the business is, so that a document can tell its opening hours. Immutable.
 *
 * <p>Parameter {@code zone}: such as {@code Asia/Shanghai}; the server's own where it is missing. The value has {@code date}
 * ({@code 2026-11-20}), {@code time} ({@code 17:00:00}), {@code hour} (0 to 23), {@code weekday} (1, Monday, to 7).
 */
record ClockObject() implements PlatformObject {
    @Override
    public String classId() {
        return "belltower:clock";
    }

    @Override
    public Outcome run(Invocation invocation) {
        ZonedDateTime now;
        try {
            String zone = invocation.parameters().getOrDefault("zone", "");
            now = invocation.now().atZone(zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone));
        } catch (DateTimeException e) {
            return new Outcome.Event("error.semantic", "belltower:clock: zone: " + e.getMessage());
        }
        var parts = new LinkedHashMap<String, ScriptValue>();
        parts.put("date", new ScriptValue.Text(now.format(DateTimeFormatter.ISO_LOCAL_DATE)));
        parts.put("time", new ScriptValue.Text(now.format(DateTimeFormatter.ofPattern("HH:mm:ss"))));
        parts.put("hour", new ScriptValue.Numeric(now.getHour()));
        parts.put("weekday", new ScriptValue.Numeric(now.getDayOfWeek().getValue()));
        return new Outcome.Value(new ScriptValue.Structure(parts));
    }
}
