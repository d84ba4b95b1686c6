package org.belltower.voicexml;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.grammar.DtmfMatcher;
import org.belltower.grammar.Key;
import org.belltower.grammar.Match;
import org.belltower.grammar.MatchState;

/**
 * A caller in memory: hears prompts as text and does, one after the other, what a script says. Confined to the test's thread.
 * Time is counted, not waited for.
 */
final class ScriptedCaller implements Platform {
    private final Deque<Act> acts = new ArrayDeque<>();
    private final StringBuilder typedAhead = new StringBuilder();
    private final List<String> heard = new ArrayList<>();
    private final List<QueuedPrompt> prompts = new ArrayList<>();
    private final List<InputRequest> requests = new ArrayList<>();
    private Duration silence = Duration.ZERO;
    private boolean gone;
    private boolean disconnected;
    private int workUntilHangUp = -1;
    private boolean deaf;

    /** What the caller does when it is listened to. */
    private sealed interface Act {
        record Press(String keys) implements Act {}

        record Silence() implements Act {}

        record HangUp() implements Act {}

        record Trouble(String event) implements Act {}
    }

    /** Presses these keys in one go; more than one grammar's worth is typed ahead. */
    ScriptedCaller presses(String keys) {
        acts.add(new Act.Press(keys));
        return this;
    }

    ScriptedCaller staysSilent() {
        acts.add(new Act.Silence());
        return this;
    }

    ScriptedCaller hangsUp() {
        acts.add(new Act.HangUp());
        return this;
    }

    /** What is played without waiting for input cannot be spoken. */
    ScriptedCaller hearsNothing() {
        deaf = true;
        return this;
    }

    /** Hangs up while the next piece of work but so many is being done. */
    ScriptedCaller hangsUpDuringWork(int before) {
        workUntilHangUp = before;
        return this;
    }

    /** The platform fails with this event. */
    ScriptedCaller meetsTrouble(String event) {
        acts.add(new Act.Trouble(event));
        return this;
    }

    /** Each prompt as text, markup left out except what a recording is called. */
    List<String> heard() {
        return heard;
    }

    List<QueuedPrompt> prompts() {
        return prompts;
    }

    List<InputRequest> requests() {
        return requests;
    }

    /** How long the caller was waited for in all. */
    Duration silence() {
        return silence;
    }

    boolean wasDisconnected() {
        return disconnected;
    }

    @Override
    public ConnectionInfo connection() {
        return new ConnectionInfo(
                URI.create("tel:88001"),
                URI.create("tel:13900000000"),
                "sip",
                "2.0",
                ConnectionInfo.Originator.REMOTE,
                "",
                Map.of("trunk", "7"));
    }

    @Override
    public InputResult collect(List<QueuedPrompt> queued, InputRequest request) {
        if (gone) {
            return new InputResult.HangUp();
        }
        requests.add(request);
        hear(queued);
        if (typedAhead.isEmpty()) {
            Act act = acts.isEmpty() ? new Act.HangUp() : acts.remove();
            switch (act) {
                case Act.Press(String keys) -> typedAhead.append(keys);
                case Act.Silence() -> {
                    silence = silence.plus(request.timeout());
                    return new InputResult.NoInput();
                }
                case Act.HangUp() -> {
                    gone = true;
                    return new InputResult.HangUp();
                }
                case Act.Trouble(String event) -> {
                    return new InputResult.Failed(event, "scripted trouble");
                }
            }
        }
        return match(request);
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work) {
        T result = work.get();
        if (!gone && workUntilHangUp-- == 0) {
            gone = true;
            return Optional.empty();
        }
        return Optional.of(result);
    }

    private InputResult match(InputRequest request) {
        DtmfMatcher matcher = DtmfMatcher.of(request.grammars());
        var keys = new StringBuilder();
        List<Match> found = List.of();
        while (!typedAhead.isEmpty()) {
            char symbol = typedAhead.charAt(0);
            Key key = Key.of(symbol).orElseThrow();
            boolean terminates = request.dtmf().termChar().equals(Optional.of(key))
                    && !matcher.expected().contains(key);
            if (terminates) {
                typedAhead.deleteCharAt(0);
                break;
            }
            keys.append(symbol);
            typedAhead.deleteCharAt(0);
            MatchState state = matcher.feed(key);
            found = state.found();
            if (state instanceof MatchState.Closed || state instanceof MatchState.NoMatch) {
                break;
            }
        }
        return found.isEmpty()
                ? new InputResult.NoMatch(InputMode.DTMF, keys.toString())
                : InputResult.Matched.keys(keys.toString(), found);
    }

    @Override
    public PlayResult play(List<QueuedPrompt> queued) {
        if (gone) {
            return new PlayResult.HangUp();
        }
        if (deaf) {
            return new PlayResult.Failed("error.noresource", "the voice is gone");
        }
        hear(queued);
        return new PlayResult.Played();
    }

    @Override
    public void disconnect() {
        disconnected = true;
        gone = true;
    }

    private void hear(List<QueuedPrompt> queued) {
        for (QueuedPrompt prompt : queued) {
            prompts.add(prompt);
            heard.add(words(prompt.ssml()));
        }
    }

    private static String words(String ssml) {
        return ssml.replaceAll("<audio src=\"([^\"]*)\"/?>", "[$1]")
                .replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
