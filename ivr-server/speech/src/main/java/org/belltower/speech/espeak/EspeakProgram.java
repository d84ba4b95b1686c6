package org.belltower.speech.espeak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.speech.EngineThreads;
import org.belltower.speech.SynthesisException;
import org.belltower.speech.SynthesisException.Failure;

/** The installed eSpeak NG: where it is, its version, its voices. <em>Thread-safe.</em> */
final class EspeakProgram {
    private static final Pattern VERSION = Pattern.compile("eSpeak NG text-to-speech: (\\S+)");

    private final String binary;
    private final String version;
    private final EspeakVoices voices;

    /** Written once found; finding them twice at the same time does no harm. */
    private volatile Optional<EspeakVariants> variants = Optional.empty();

    private EspeakProgram(String binary, String version, EspeakVoices voices) {
        this.binary = binary;
        this.version = version;
        this.voices = voices;
    }

    /** What to start. */
    String binary() {
        return binary;
    }

    /** Such as {@code 1.51}. */
    String version() {
        return version;
    }

    /** What it can speak. */
    EspeakVoices voices() {
        return voices;
    }

    /** What it can sound like; asked for when a document first wishes for a voice. */
    EspeakVariants variants(EngineThreads threads) {
        return variants.orElseGet(() -> {
            EspeakVariants found = EspeakVariants.parse(output(binary, threads, "--voices=variant"));
            variants = Optional.of(found);
            return found;
        });
    }

    /** Asks the program for its version and voices: two short child processes. */
    static EspeakProgram ask(String binary, EngineThreads threads) {
        String banner = output(binary, threads, "--version");
        Matcher version = VERSION.matcher(banner);
        if (!version.find()) {
            throw new SynthesisException(
                    Failure.ENGINE_MISSING,
                    EspeakNg.NAME,
                    "'" + binary + "' is not eSpeak NG, it answers: "
                            + banner.lines().findFirst().orElse("nothing"));
        }
        return new EspeakProgram(binary, version.group(1), EspeakVoices.parse(output(binary, threads, "--voices")));
    }

    private static String output(String binary, EngineThreads threads, String argument) {
        byte[] bytes = threads.call(new ChildProcess(List.of(binary, argument), new byte[0]));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static SynthesisException missing(String binary, IOException cause) {
        return new SynthesisException(
                Failure.ENGINE_MISSING,
                EspeakNg.NAME,
                "cannot start '" + binary + "' (" + cause.getMessage() + "); install it: apt-get install espeak-ng",
                cause);
    }
}
