package org.belltower.embeddedswitch.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code show channels|calls} [count] [as json]: the channels that are alive. <em>Immutable.</em> */
final class Show implements ApiCommand {
    @Override
    public String name() {
        return "show";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 5);
        if (words.isEmpty() || !List.of("channels", "calls").contains(words.get(0))) {
            return Answers.usage("channels|calls [count] [as json]");
        }
        boolean json = words.size() >= 2
                && words.get(words.size() - 1).equalsIgnoreCase("json")
                && words.get(words.size() - 2).equalsIgnoreCase("as");
        List<Channel> channels = core.channels().all();
        if (words.size() > 1 && words.get(1).equalsIgnoreCase("count")) {
            return json ? "{\"row_count\":" + channels.size() + "}" : "\n" + channels.size() + " total.\n";
        }
        List<Map<String, String>> rows = channels.stream().map(Show::row).toList();
        if (json) {
            return Json.rows(rows);
        }
        StringBuilder out = new StringBuilder();
        if (!rows.isEmpty()) {
            out.append(String.join(",", rows.getFirst().keySet())).append('\n');
            rows.forEach(row -> out.append(String.join(
                            ",", row.values().stream().map(Show::field).toList()))
                    .append('\n'));
        }
        return out.append('\n').append(rows.size()).append(" total.\n").toString();
    }

    private static String field(String value) {
        return value.indexOf(',') >= 0 ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static Map<String, String> row(Channel channel) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("uuid", channel.uuid());
        row.put("direction", channel.direction().word());
        row.put("created", channel.created().toString());
        row.put("created_epoch", String.valueOf(channel.created().getEpochSecond()));
        row.put("name", channel.name());
        row.put("state", channel.state().name());
        row.put("cid_name", channel.profile().callerName());
        row.put("cid_num", channel.profile().callerNumber());
        row.put("ip_addr", channel.profile().networkAddress());
        row.put("dest", channel.profile().destination());
        row.put("application", channel.variables().get("current_application").orElse(""));
        row.put(
                "application_data",
                channel.variables().get("current_application_data").orElse(""));
        row.put("dialplan", "XML");
        row.put("context", channel.profile().context());
        row.put("read_codec", channel.variables().get("read_codec").orElse(""));
        row.put("read_rate", channel.variables().get("read_rate").orElse(""));
        row.put("write_codec", channel.variables().get("write_codec").orElse(""));
        row.put("write_rate", channel.variables().get("write_rate").orElse(""));
        row.put("callstate", channel.callState().name());
        row.put("call_uuid", channel.variables().get("call_uuid").orElse(channel.uuid()));
        return row;
    }
}
