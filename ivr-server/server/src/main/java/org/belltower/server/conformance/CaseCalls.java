package org.belltower.server.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.prompt.FetchedClips;
import org.belltower.prompt.PromptRenderer;
import org.belltower.server.call.CallShelf;
import org.belltower.server.caller.KnownClip;
import org.belltower.telephony.Call;
import org.belltower.telephony.CallHandler;
import org.belltower.telephony.LineSettings;
import org.belltower.telephony.PlayObserver;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.Fetchers;

/** Answers the number of each case with its first document. Thread-safe; {@link #handle} runs on the call's thread. */
final class CaseCalls implements CallHandler {
    private final Map<String, Served> byNumber;
    private final PromptRenderer renderer;
    private final FetchedClips fetched;
    private final LineSettings lines;

    /**
     * A case and its number. Thread-safe.
     *
     * @param observer of its session
     * @param played audio that was fetched for the line, not yet asked for
     * @param end done when its session has ended, exceptionally where the interpreter broke
     */
    record Served(
            VoiceXmlCase one,
            String number,
            CaseObserver observer,
            Queue<KnownClip> played,
            CompletableFuture<SessionEnd> end) {
        Served(VoiceXmlCase one, String number) {
            this(one, number, new CaseObserver(), new ConcurrentLinkedQueue<>(), new CompletableFuture<>());
        }

        /** What has been fetched since it was last asked, by its address as it stands in a prompt. */
        List<KnownClip> fresh() {
            List<KnownClip> fresh = new ArrayList<>();
            while (!played.isEmpty()) {
                fresh.add(played.remove());
            }
            return fresh;
        }

        /** Takes note of what is placed. */
        AudioShelf noting(AudioShelf shelf) {
            return audio -> {
                AudioShelf.Placed placed = shelf.place(audio);
                if (placed instanceof AudioShelf.Placed.Ready(URI file)) {
                    played.add(new KnownClip(Path.of(file), "[" + audio.uri() + "]", Locale.US));
                }
                return placed;
            };
        }
    }

    CaseCalls(Collection<Served> served, PromptRenderer renderer, FetchedClips fetched, LineSettings lines) {
        this.byNumber = served.stream().collect(Collectors.toMap(Served::number, Function.identity()));
        this.renderer = renderer;
        this.fetched = fetched;
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
        try (FetchedClips.OfCall audio = fetched.forCall()) {
            VoiceXmlCase one = served.one();
            served.end()
                    .complete(CaseRun.engine(one)
                            .run(
                                    CaseFetcher.address(one.start()),
                                    line.get(),
                                    served.observer(),
                                    Fetchers.none(),
                                    served.noting(new CallShelf(audio))));
        } catch (RuntimeException | Error e) {
            served.end().completeExceptionally(e);
            throw e;
        } finally {
            line.get().disconnect();
        }
    }
}
