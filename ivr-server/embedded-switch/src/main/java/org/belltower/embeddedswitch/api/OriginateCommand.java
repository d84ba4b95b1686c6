package org.belltower.embeddedswitch.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.embeddedswitch.application.Transfer;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.DialString;
import org.belltower.embeddedswitch.channel.Originate;
import org.belltower.embeddedswitch.channel.Route;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.embeddedswitch.dialplan.DialplanAction;

/**
 * {@code originate} DIAL_STRING NUMBER|&APPLICATION(ARGUMENT) [DIALPLAN [CONTEXT [NAME [CALLER [SECONDS]]]]]: calls out
 * and, once answered, runs the application or goes on as if the number had been dialled. Waits for the answer, or
 * for audio before it unless {@code ignore_early_media} is set. <em>Immutable.</em>
 */
final class OriginateCommand implements ApiCommand {
    private static final int DEFAULT_SECONDS = 60;
    private static final int MOST_WORDS = 7;

    @Override
    public String name() {
        return "originate";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = words(arguments);
        if (words.size() < 2 || words.size() > MOST_WORDS) {
            return Answers.usage("<call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>]"
                    + " [<cid_name>] [<cid_num>] [<timeout_sec>]");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        if (words.size() > 4 && !words.get(4).equals("undef")) {
            variables.put("origination_caller_id_name", words.get(4));
        }
        if (words.size() > 5 && !words.get(5).equals("undef")) {
            variables.put("origination_caller_id_number", words.get(5));
        }
        int seconds = words.size() > 6 ? Words.number(words.get(6)).orElse(DEFAULT_SECONDS) : DEFAULT_SECONDS;
        Originate originate = new Originate(
                core,
                DialString.parse(words.get(0)),
                variables,
                Duration.ofSeconds(Math.max(1, seconds)),
                Originate.onThread());
        return switch (originate.run()) {
            case Originate.Outcome.Failed failed -> Answers.error(failed.cause().name());
            case Originate.Outcome.Answered(Channel channel) -> {
                go(channel, words.get(1), words.size() > 2 ? words.get(2) : "XML");
                yield "+OK " + channel.uuid() + "\n";
            }
        };
    }

    private static void go(Channel channel, String target, String dialplan) {
        if (!target.startsWith("&")) {
            Transfer.to(channel, target + " " + dialplan);
            return;
        }
        String call = target.substring(1);
        int open = call.indexOf('(');
        DialplanAction action = open < 0
                ? new DialplanAction(call, "")
                : new DialplanAction(
                        call.substring(0, open),
                        call.substring(open + 1, call.endsWith(")") ? call.length() - 1 : call.length()));
        channel.redirect(new Route.Actions(List.of(action)));
    }

    /** Words at spaces, except within braces, brackets, parentheses and quotes. */
    private static List<String> words(String text) {
        List<String> words = new java.util.ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (char c : text.strip().toCharArray()) {
            switch (c) {
                case '\'' -> quoted = !quoted;
                case '{', '[', '(' -> depth++;
                case '}', ']', ')' -> depth--;
                default -> {}
            }
            if (c == ' ' && depth <= 0 && !quoted) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words.stream()
                .map(each -> each.length() > 1 && each.startsWith("'") && each.endsWith("'")
                        ? each.substring(1, each.length() - 1)
                        : each)
                .toList();
    }
}
