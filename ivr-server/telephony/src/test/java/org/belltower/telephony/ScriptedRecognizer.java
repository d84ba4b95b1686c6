package org.belltower.telephony;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;
import org.belltower.grammar.Match;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.HearingListener;
import org.belltower.speech.recognition.ListeningRequest;
import org.belltower.speech.recognition.Reading;
import org.belltower.speech.recognition.Recognizer;

/** A recogniser that hears what a test says, on the clock of a {@link ScriptedInbox}. Confined to the test's thread. */
final class ScriptedRecognizer implements Recognizer {
    final List<ListeningRequest> requests = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    /** What it was told that prompts sound like. */
    final List<Pcm> sounds = new ArrayList<>();

    private final ScriptedInbox inbox;
    private final Deque<Script> scripts = new ArrayDeque<>();
    private Optional<Admission.Refused> refusal = Optional.empty();
    private Duration due = Duration.ZERO;
    int open;
    /** How far it is behind the line, always. */
    Duration lag = Duration.ZERO;

    /** What happens in one input, counted from its admission. */
    private record Script(Duration speech, Duration end, Heard heard) {}

    ScriptedRecognizer(ScriptedInbox inbox) {
        this.inbox = inbox;
    }

    /** Takes what the line is told from another thread. */
    void post(CallMessage message) {
        inbox.at(due, message);
    }

    /** In the next input speech begins and ends at these times. */
    void hears(Duration speech, Duration end, Heard heard) {
        scripts.add(new Script(speech, end, heard));
    }

    void refuses(Admission.Reason reason, String why) {
        refusal = Optional.of(new Admission.Refused(reason, why));
    }

    static Heard.NotUnderstood garbage() {
        return new Heard.NotUnderstood("mumble", 0.2, Optional.empty());
    }

    static Heard.Understood understood(double confidence, Optional<Pcm> audio, Match match) {
        return new Heard.Understood(List.of(new Reading(match.utterance(), confidence, List.of(match))), audio);
    }

    @Override
    public Admission listen(ListeningRequest request, HearingListener listener) {
        requests.add(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional.ofNullable(scripts.poll()).ifPresent(script -> {
            due = inbox.elapsed().plus(script.speech());
            listener.onSpeech();
            due = inbox.elapsed().plus(script.end());
            listener.onHeard(script.heard());
        });
        open++;
        return new Admission.Admitted(new Hearing() {
            private boolean closed;

            @Override
            public void hear(short[] samples, int count) {
                log.add("hears " + count);
            }

            @Override
            public void plays(Supplier<Optional<Pcm>> sound) {
                sound.get().ifPresent(sounds::add);
            }

            @Override
            public void played(Supplier<Optional<Pcm>> sound, Duration ago) {
                sound.get().ifPresent(known -> {
                    sounds.add(known);
                    log.add("told of what was begun " + ago.toMillis() + " ms ago");
                });
            }

            @Override
            public void promptsEnded() {
                log.add(inbox.elapsed().toMillis() + " prompts ended");
            }

            @Override
            public Duration lag() {
                return lag;
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open--;
                    log.add(inbox.elapsed().toMillis() + " closed");
                }
            }
        });
    }

    @Override
    public void close() {}
}
