package org.belltower.server.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.Ear;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.KnownClip;
import org.belltower.server.conversation.CallerAct;
import org.belltower.voicexml.SessionEnd;

/** The telephone of a case's call: listens for cues in what is spoken and does them. Confined to the main thread. */
final class CaseTelephone {
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration HANG_UP = Duration.ofSeconds(5);
    /** Timeouts of prompts run in real time, and a first synthesis of all takes a while. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final CallerCall call;
    private final Ear ear;
    private final Supplier<List<KnownClip>> made;
    private final CallerAct otherwise;
    private final Function<String, Pcm> voice;
    private int last = Integer.MIN_VALUE;

    /**
     * @param made clips that have been made since it was last asked
     * @param voice how words are said
     */
    CaseTelephone(CallerCall call, Supplier<List<KnownClip>> made, CallerAct otherwise, Function<String, Pcm> voice) {
        this.voice = voice;
        this.call = call;
        this.ear = new Ear(call.heard(), made);
        this.made = made;
        this.otherwise = otherwise;
    }

    /** Stays on the line until the session has ended. */
    CaseEnd untilEnd(CaseCalls.Served session) throws InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        act(otherwise);
        while (!session.end().isDone() && System.nanoTime() - until < 0) {
            made.get().forEach(ear::learn);
            Optional<HeardClip> cue = ear.awaitClip(text -> Cue.read(text).isPresent(), GLANCE);
            // An ear that has learnt a clip listens again from the beginning: what was heard before is not news.
            if (cue.isPresent() && cue.get().sample() > last) {
                last = cue.get().sample();
                act(Cue.read(cue.get().text()).orElseThrow());
            }
        }
        Optional<SessionEnd> end = end(session);
        call.awaitHangUp(HANG_UP);
        made.get().forEach(ear::learn);
        List<String> heard = new ArrayList<>();
        ear.finish().forEach(clip -> heard.add(clip.text()));
        return new CaseEnd(session.observer().reached(), end, heard);
    }

    private static Optional<SessionEnd> end(CaseCalls.Served session) throws InterruptedException {
        try {
            return Optional.of(session.end().get(0, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(new SessionEnd.Failed("error.belltower.defect", String.valueOf(e.getCause())));
        }
    }

    private void act(CallerAct act) throws InterruptedException {
        switch (act) {
            case CallerAct.Keys(String keys) -> call.press(keys);
            case CallerAct.Silence() -> {
                // The telephone sends silence by itself.
            }
            case CallerAct.HangUp() -> call.hangUp();
            case CallerAct.Words(String words) -> call.speak(voice.apply(words));
        }
    }
}
