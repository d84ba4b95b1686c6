package org.belltower.server.conformance;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.prompt.PromptRenderer;
import org.belltower.telephony.Call;
import org.belltower.telephony.CallHandler;
import org.belltower.telephony.LineSettings;
import org.belltower.telephony.PlayObserver;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.SessionEnd;

/** Answers the number of each case with its first document. Thread-safe; {@link #handle} runs on the call's thread. */
final class CaseCalls implements CallHandler {
    private final Map<String, Served> byNumber;
    private final PromptRenderer renderer;
    private final LineSettings lines;

    /**
     * A case and its number. Thread-safe.
     *
     * @param observer of its session
     * @param end done when its session has ended, exceptionally where the interpreter broke
     */
    record Served(VoiceXmlCase one, String number, CaseObserver observer, CompletableFuture<SessionEnd> end) {
        Served(VoiceXmlCase one, String number) {
            this(one, number, new CaseObserver(), new CompletableFuture<>());
        }
    }

    CaseCalls(Collection<Served> served, PromptRenderer renderer, LineSettings lines) {
        this.byNumber = served.stream().collect(Collectors.toMap(Served::number, Function.identity()));
        this.renderer = renderer;
        this.lines = lines;
    }

    @Override
    public void handle(Call call) {
        Served served = byNumber.get(call.number());
        if (served == null) {
            call.hangUp("UNALLOCATED_NUMBER");
            return;
        }
        Optional<Platform> line = call.answer(renderer, PlayObserver.NONE, lines);
        if (line.isEmpty()) {
            served.end().complete(new SessionEnd.HungUp());
            return;
        }
        try {
            VoiceXmlCase one = served.one();
            served.end()
                    .complete(CaseRun.engine(one).run(CaseFetcher.address(one.start()), line.get(), served.observer()));
        } catch (RuntimeException | Error e) {
            served.end().completeExceptionally(e);
            throw e;
        } finally {
            line.get().disconnect();
        }
    }
}
