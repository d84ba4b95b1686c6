package org.belltower.server.conformance;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.belltower.server.conversation.CallerAct;
import org.belltower.server.conversation.FarEnd;
import org.belltower.server.conversation.MarkupWords;
import org.belltower.server.conversation.MemoryLine;
import org.belltower.server.conversation.PromptWords;
import org.belltower.voicexml.EngineSettings;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.VoiceXmlEngine;
import org.belltower.voicexml.fetch.Fetchers;

/** Runs VoiceXML cases in memory. Thread-safe. */
final class CaseRun {
    /** A case without an end by then hangs. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    private final PromptWords words = new MarkupWords();

    CaseResult run(VoiceXmlCase one) throws InterruptedException {
        Optional<Expectation> expectation = Expectation.parse(one.expect());
        Optional<CallerAct> otherwise = otherwise(one.caller());
        Optional<FarEnd> farEnd = FarEnd.of(one.farEnd().isEmpty() ? "-" : one.farEnd());
        if (farEnd.isEmpty()) {
            return CaseResult.error(
                    one.id(),
                    "the manifest says '" + one.farEnd()
                            + "' of the far end; write -, answers, answers-hangs-up,"
                            + " no-answer, busy, network-busy or blind");
        }
        if (expectation.isEmpty() || otherwise.isEmpty()) {
            return CaseResult.error(
                    one.id(),
                    "the manifest says '" + one.expect() + "' and '" + one.caller()
                            + "'; write pass, ends, hears WORDS or plays FILE, and -, silence, hangup, presses KEYS or"
                            + " says WORDS");
        }
        var caller = new CaseCaller(otherwise.get());
        var observer = new CaseObserver();
        var line = new MemoryLine(caller, words, one.id(), farEnd.get());
        var session = new FutureTask<>(() -> engine(one).run(CaseFetcher.address(one.start()), line, observer));
        Thread thread = Thread.ofVirtual().name("case-" + one.id()).start(session);
        Optional<SessionEnd> end;
        try {
            end = Optional.of(session.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            thread.interrupt();
            end = Optional.empty();
        } catch (ExecutionException e) {
            return CaseResult.error(one.id(), "the interpreter broke: " + e.getCause());
        }
        CaseEnd ended = new CaseEnd(observer.reached(), end, end.isPresent() ? caller.heard() : List.of());
        return ended.judge(one.id(), expectation.get());
    }

    /** An interpreter that reaches nothing but the folder of the case. */
    static VoiceXmlEngine engine(VoiceXmlCase one) {
        EngineSettings defaults = EngineSettings.DEFAULT;
        return new VoiceXmlEngine(
                new EngineSettings(
                        Locale.US,
                        defaults.properties(),
                        defaults.transitionsWithoutInput(),
                        defaults.subdialogDepth(),
                        defaults.budget()),
                Fetchers.none().with("http", new CaseFetcher(one.folder())),
                InstantSource.system());
    }

    /** The column {@code caller}; empty where it is none of what is known. */
    static Optional<CallerAct> otherwise(String column) {
        if (column.equals("-") || column.equals("silence") || column.isEmpty()) {
            return Optional.of(new CallerAct.Silence());
        }
        if (column.equals("hangup")) {
            return Optional.of(new CallerAct.HangUp());
        }
        if (column.startsWith("presses ")) {
            return Optional.of(
                    new CallerAct.Keys(column.substring("presses ".length()).strip()));
        }
        return column.startsWith("says ")
                ? Optional.of(new CallerAct.Words(
                        Phrases.of(column.substring("says ".length()).strip())))
                : Optional.empty();
    }
}
