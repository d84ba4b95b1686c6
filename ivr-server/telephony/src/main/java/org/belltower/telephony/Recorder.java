package org.belltower.telephony;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.audio.WavException;
import org.belltower.grammar.Key;
import org.belltower.speech.recognition.Heard;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recording of a caller, by the switch's application {@code record}. Confined to the call's thread.
 *
 * <p>Spec: VoiceXML 2.0 §2.3.6. Deviates: the switch records from the beep on and ends after {@code finalsilence}, also where
 * nobody has spoken yet; whether there was any speech is found in the recording, so that the time before the first sound is
 * {@code finalsilence} and not {@code timeout}.
 */
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final String BEEP = "tone_stream://%(250,0,1000)";
    private static final Set<String> TYPES = Set.of("audio/x-wav", "audio/wav", "audio/wave", "audio/vnd.wave");
    private static final String USUAL_TYPE = "audio/x-wav";
    private static final Duration USUAL_MAX_TIME = Duration.ofSeconds(60);
    private static final Duration USUAL_FINAL_SILENCE = Duration.ofSeconds(4);
    /** How long the switch may take to close the file. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** A switch ends what is stopped with its next frame; where it has not, the stop met the beep, or nothing at all. */
    private static final Duration STOPPED = Duration.ofMillis(100);
    /** Mean sample magnitude under which a frame is silence to the switch. */
    private static final int SILENCE_THRESHOLD = 200;

    private static final int FRAME_MILLIS = 20;
    private static final int SPOKEN_FRAMES = 5;

    private final CallControl control;
    private final Inbox inbox;
    private final Path folder;
    private final RecordRequest request;
    private final Duration maxTime;
    private final Optional<WordHearing> words;
    private DtmfCollector collector;
    private Optional<Key> lastKey = Optional.empty();
    private Optional<InputResult> input = Optional.empty();
    private Optional<Path> written = Optional.empty();
    private boolean stopped;
    /** When the switch must have reported the end. */
    private Duration until = Duration.ZERO;

    /** @param words how words that end it are heard */
    Recorder(CallControl control, Inbox inbox, Path folder, RecordRequest request, Optional<WordHearing> words) {
        this.words = words;
        this.control = control;
        this.inbox = inbox;
        this.folder = folder;
        this.request = request;
        this.maxTime = request.maxTime().orElse(USUAL_MAX_TIME);
        this.collector =
                new DtmfCollector(request.input().grammars(), request.input().dtmf());
    }

    /** The file that the switch writes; empty where it was not asked to. */
    Optional<Path> file() {
        return written;
    }

    /** Records to the end. */
    RecordResult run() {
        Optional<String> format = unsupported(request.mediaType());
        if (format.isPresent()) {
            return new RecordResult.Failed("error.unsupported.format", format.get());
        }
        Optional<String> type = request.mediaType().map(Recorder::withoutParameters);
        Path file = folder.resolve(UUID.randomUUID() + ".wav");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return new RecordResult.Failed("error.noresource", "there is no folder for recordings: " + e.getMessage());
        }
        if (request.beep()) {
            control.execute("playback", BEEP, "beep");
        }
        long limit = Math.max(1, maxTime.plusMillis(999).toSeconds());
        long silence = Math.max(
                1,
                request.finalSilence()
                        .orElse(USUAL_FINAL_SILENCE)
                        .plusMillis(999)
                        .toSeconds());
        written = Optional.of(file);
        control.execute("record", file + " " + limit + " " + SILENCE_THRESHOLD + " " + silence, "record");
        until = inbox.elapsed().plus(maxTime).plus(GRACE);
        words.ifPresent(WordHearing::begin);
        words.ifPresent(WordHearing::promptsEnded);
        while (true) {
            Optional<CallMessage> message = inbox.take(patience());
            switch (message.orElse(null)) {
                case null -> {
                    if (inbox.elapsed().compareTo(until) >= 0) {
                        // What is said next must not wait behind a recording that nobody waits for any more.
                        control.stopPlaying();
                        return new RecordResult.Failed(
                                "error.noresource", "the switch did not report the end of a recording");
                    }
                    if (stopped) {
                        control.stopPlaying();
                    } else {
                        ended(collector.outOfTime());
                    }
                }
                case CallMessage.KeyPressed(char key) -> pressed(key);
                case CallMessage.Executed executed -> {
                    if (executed.id().equals("record")) {
                        return result(file, type.orElse(USUAL_TYPE));
                    }
                }
                case CallMessage.SpeechHeard(long hearing, Heard said) -> spoken(hearing, said);
                case CallMessage.PlaybackBegan _,
                        CallMessage.SpeechBegan _,
                        CallMessage.WorkDone _,
                        CallMessage.Bridged _,
                        CallMessage.MachineHeard _ -> {}
                case CallMessage.HungUp _ -> {
                    return hungUp(file, type.orElse(USUAL_TYPE));
                }
            }
        }
    }

    /** The switch may still be writing; what there is counts. */
    private static RecordResult hungUp(Path file, String type) {
        try {
            return new RecordResult.HangUp(spoken(file, type));
        } catch (IOException | WavException e) {
            LOG.warn("what a caller said before hanging up cannot be read: {}", e.getMessage());
            return new RecordResult.HangUp(Optional.empty());
        }
    }

    /** Why a media type cannot be recorded; empty where it can. Spec: VoiceXML 2.0 §2.3.6; VoiceXML 2.1 §7. */
    static Optional<String> unsupported(Optional<String> mediaType) {
        return mediaType
                .map(Recorder::withoutParameters)
                .filter(type -> !TYPES.contains(type))
                .map(type -> type + " is not recorded; leave the type out or write " + USUAL_TYPE);
    }

    /** Words that a grammar takes end it; all others are the recording. */
    private void spoken(long hearing, Heard said) {
        if (!stopped
                && words.isPresent()
                && words.get().isMine(hearing)
                && said instanceof Heard.Understood understood) {
            ended(words.get().matched(understood));
        }
    }

    private static String withoutParameters(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    }

    private Duration patience() {
        Duration whole = until.minus(inbox.elapsed());
        Duration due = stopped ? STOPPED : lastKey.isPresent() ? collector.patience(whole) : whole;
        Duration least = due.compareTo(whole) > 0 ? whole : due;
        return least.isNegative() ? Duration.ZERO : least;
    }

    private void pressed(char symbol) {
        if (stopped || !request.input().modes().contains(InputMode.DTMF)) {
            return;
        }
        lastKey = Key.of(symbol);
        switch (collector.key(symbol)) {
            case DtmfCollector.Progress.Waiting _ -> {}
            case DtmfCollector.Progress.Done(InputResult result) -> ended(result);
            case DtmfCollector.Progress.DoneBefore(InputResult result) -> ended(result);
        }
    }

    /**
     * Input that a grammar takes ends it, and any other key where {@code dtmfterm} says so. A key during the beep counts too: what
     * it stops is the beep, so the stop is said again until the recording has ended.
     */
    private void ended(InputResult result) {
        if (result instanceof InputResult.Matched || request.dtmfTerm()) {
            input = Optional.of(result);
            stopped = true;
            until = inbox.elapsed().plus(GRACE);
            control.stopPlaying();
        } else {
            lastKey = Optional.empty();
            collector = new DtmfCollector(
                    request.input().grammars(), request.input().dtmf());
        }
    }

    private RecordResult result(Path file, String type) {
        Optional<Recording> spoken;
        try {
            spoken = spoken(file, type);
        } catch (IOException | WavException e) {
            return new RecordResult.Failed(
                    "error.noresource", "what the switch recorded cannot be read: " + e.getMessage());
        }
        if (spoken.isEmpty()) {
            return new RecordResult.NoInput(Optional.empty());
        }
        if (input.isPresent() && input.get() instanceof InputResult.Matched matched) {
            return new RecordResult.EndedByInput(matched, spoken.get());
        }
        boolean timeIsUp = !stopped && spoken.get().length().compareTo(maxTime) >= 0;
        return new RecordResult.Recorded(
                spoken.get(), stopped ? lastKey : Optional.empty(), timeIsUp, Optional.empty());
    }

    /** What was recorded; empty where there is no speech in it. */
    private static Optional<Recording> spoken(Path file, String type) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Pcm audio = Wav.read(in);
            return isSpeech(audio)
                    ? Optional.of(new Recording(file, type, audio.duration(), Files.size(file)))
                    : Optional.empty();
        }
    }

    private static boolean isSpeech(Pcm audio) {
        short[] samples = audio.toArray();
        int frame = Math.toIntExact(audio.rate().hertz() * (long) FRAME_MILLIS / 1_000);
        int loud = 0;
        for (int at = 0; at + frame <= samples.length; at += frame) {
            if (Level.meanMagnitude(samples, at, frame) >= SILENCE_THRESHOLD) {
                loud++;
            }
        }
        return loud >= SPOKEN_FRAMES;
    }
}
