package org.belltower.embeddedswitch.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.eventsocket.EventHeaders;

/** {@code uuid_dump} UUID [plain|json]: a channel's headers and variables. <em>Immutable.</em> */
final class UuidDump implements ApiCommand {
    @Override
    public String name() {
        return "uuid_dump";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 2);
        if (words.isEmpty()) {
            return Answers.usage("<uuid> [format]");
        }
        boolean json = words.size() > 1 && words.get(1).equalsIgnoreCase("json");
        return Answers.with(core, words.get(0), channel -> json ? json(channel.data()) : plain(channel.data()));
    }

    private static String json(EventHeaders headers) {
        Map<String, String> fields = new LinkedHashMap<>();
        headers.forEach(header -> fields.putIfAbsent(header.name(), header.value()));
        return Json.object(fields);
    }

    private static String plain(EventHeaders headers) {
        StringBuilder out = new StringBuilder();
        headers.forEach(header -> out.append(header.name())
                .append(": ")
                .append(URLEncoder.encode(header.value(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
                .append('\n'));
        return out.append('\n').toString();
    }
}
