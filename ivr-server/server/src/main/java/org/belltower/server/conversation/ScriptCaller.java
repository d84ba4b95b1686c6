package org.belltower.server.conversation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.belltower.server.conversation.Conversation.Step;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.SessionEnd;

/** A caller in memory who follows the steps of a conversation. Confined to the thread that runs it. */
final class ScriptCaller implements Caller {
    /** How long a caller waits to hear what is written, in the time that is counted. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Step> steps;
    private final PrintWriter out;
    private final List<String> heard = new ArrayList<>();
    private int step;
    private int listened;
    /** How much of the step's time has passed in silence. */
    private Duration waited = Duration.ZERO;
    /** How much of the hotline's present patience has. */
    private Duration quiet = Duration.ZERO;

    private Optional<String> trouble = Optional.empty();

    ScriptCaller(List<Step> steps, PrintWriter out) {
        this.steps = steps;
        this.out = out;
    }

    @Override
    public void hears(List<String> words) {
        words.forEach(piece -> out.println("hears  " + piece));
        heard.addAll(words);
    }

    @Override
    public CallerAct next(InputRequest request) {
        quiet = Duration.ZERO;
        while (step < steps.size()) {
            switch (steps.get(step)) {
                case Step.Hears(String words) -> {
                    if (!find(words)) {
                        return waiting(request, PATIENCE, "did not hear \"" + words + "\"");
                    }
                    done();
                }
                case Step.Begins(String words) -> {
                    if (!find(words)) {
                        return waiting(request, PATIENCE, "did not hear \"" + words + "\"");
                    }
                    done();
                }
                case Step.Keys(String keys) -> {
                    done();
                    out.println("keys   " + (request.secret() ? "•••" : keys));
                    return new CallerAct.Keys(keys);
                }
                case Step.Says(String words) -> {
                    done();
                    out.println("says   " + (request.secret() ? "•••" : words));
                    return new CallerAct.Words(words);
                }
                case Step.Silence(Duration time) -> {
                    Duration left = time.minus(waited);
                    Duration patience = atLeastAMoment(request.timeout()).minus(quiet);
                    if (left.compareTo(patience) >= 0) {
                        return silence(patience);
                    }
                    // The hotline still waits when the caller goes on.
                    quiet = quiet.plus(left);
                    done();
                }
                case Step.HangsUp() -> {
                    done();
                    out.println("hangs up");
                    return new CallerAct.HangUp();
                }
                case Step.Ends() -> {
                    return waiting(request, PATIENCE, "the hotline still waits for input");
                }
            }
        }
        return new CallerAct.HangUp();
    }

    private CallerAct waiting(InputRequest request, Duration patience, String otherwise) {
        if (waited.compareTo(patience) >= 0) {
            trouble = Optional.of(otherwise + heardSince());
            return new CallerAct.HangUp();
        }
        return silence(atLeastAMoment(request.timeout()).minus(quiet));
    }

    /** The rest of the hotline's patience passes. */
    private CallerAct silence(Duration rest) {
        waited = waited.plus(rest);
        out.println("       (silence)");
        return new CallerAct.Silence();
    }

    private String heardSince() {
        List<String> since = heard.subList(listened, heard.size());
        return "; heard since: "
                + (since.isEmpty()
                        ? "nothing"
                        : since.stream().map(ScriptCaller::quoted).collect(Collectors.joining(", ")));
    }

    private static String quoted(String words) {
        return "\"" + words + "\"";
    }

    /** So that waiting ends also where a dialog gives no time at all. */
    private static Duration atLeastAMoment(Duration timeout) {
        return timeout.compareTo(Duration.ofMillis(100)) < 0 ? Duration.ofMillis(100) : timeout;
    }

    private boolean find(String words) {
        for (int i = listened; i < heard.size(); i++) {
            if (heard.get(i).contains(words)) {
                listened = i + 1;
                return true;
            }
        }
        return false;
    }

    private void done() {
        step++;
        waited = Duration.ZERO;
    }

    /** Whether what was to be entered is secret, nobody can say any more. */
    private static String described(Step step) {
        return switch (step) {
            case Step.Keys _ -> "keys •••";
            case Step.Says _ -> "says •••";
            case Step.Hears(String words) -> "hears " + quoted(words);
            case Step.Begins(String words) -> "begins " + quoted(words);
            case Step.Silence(Duration time) -> "silence of " + time.toMillis() + " ms";
            case Step.HangsUp() -> "hangs up";
            case Step.Ends() -> "ends";
        };
    }

    private static String described(SessionEnd end) {
        return switch (end) {
            case SessionEnd.Exited _ -> "the dialog has ended";
            case SessionEnd.Disconnected _ -> "the hotline has hung up";
            case SessionEnd.Transferred _ -> "the caller has been put through";
            case SessionEnd.HungUp _ -> "the caller has hung up";
            case SessionEnd.Failed(String event, String message) -> "the dialog failed: " + event + ": " + message;
        };
    }

    /** What came of it, after the session has ended. */
    ConversationOutcome outcome(SessionEnd end) {
        if (trouble.isPresent()) {
            return new ConversationOutcome.Broken(step + 1, trouble.get());
        }
        while (step < steps.size()) {
            boolean fits = switch (steps.get(step)) {
                case Step.Hears(String words) -> find(words);
                case Step.Begins(String words) -> find(words);
                case Step.Ends() -> end instanceof SessionEnd.Exited || end instanceof SessionEnd.Disconnected;
                // Nothing is easier than to be silent on a line that is dead.
                case Step.Silence _ -> true;
                case Step.HangsUp() -> end instanceof SessionEnd.HungUp;
                case Step.Keys _, Step.Says _ -> false;
            };
            if (!fits) {
                return new ConversationOutcome.Broken(
                        step + 1, described(steps.get(step)) + " does not come: " + described(end) + heardSince());
            }
            step++;
        }
        return end instanceof SessionEnd.Failed
                ? new ConversationOutcome.Broken(steps.size(), described(end))
                : new ConversationOutcome.Held();
    }
}
