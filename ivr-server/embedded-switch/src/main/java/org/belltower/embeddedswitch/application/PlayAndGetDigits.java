package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Wake;

/**
 * {@code play_and_get_digits} MIN MAX TRIES TIMEOUT TERMINATORS FILE INVALID_FILE VARIABLE REGEXP [DIGIT_TIMEOUT
 * [TRANSFER_ON_FAILURE]]: plays and collects keys; times are milliseconds.
 *
 * <p><em>Immutable.</em> A key ends the prompt and counts. What does not match goes to {@code VARIABLE_invalid}.
 */
final class PlayAndGetDigits implements Application {

    private record Request(
            int least,
            int most,
            int tries,
            Duration timeout,
            String terminators,
            String file,
            String invalidFile,
            String variable,
            String regexp,
            Duration digitTimeout,
            String onFailure) {}

    @Override
    public String name() {
        return "play_and_get_digits";
    }

    @Override
    public void run(Channel channel, String argument) {
        Optional<Request> request = request(Words.split(argument, 11));
        if (request.isEmpty()) {
            channel.variables().set("current_application_response", "-ERR usage");
            return;
        }
        Request wanted = request.get();
        channel.variables().remove(wanted.variable() + "_invalid");
        channel.variables().remove("read_terminator_used");
        for (int attempt = 0; attempt < wanted.tries() && !channel.over(); attempt++) {
            String keys = collect(channel, wanted);
            boolean enough = keys.length() >= Math.max(wanted.least(), 1);
            if (enough && matches(keys, wanted.regexp())) {
                channel.variables().set(wanted.variable(), keys);
                channel.variables().set("read_result", "success");
                return;
            }
            if (keys.isEmpty()
                    && wanted.least() == 0
                    && channel.variables().get("read_terminator_used").isPresent()) {
                channel.variables().set("read_result", "success");
                return;
            }
            if (enough) {
                channel.variables().set(wanted.variable() + "_invalid", keys);
            }
            channel.variables().remove(wanted.variable());
            channel.variables().set("read_result", "timeout");
            if (!channel.over() && !wanted.invalidFile().isBlank() && !isSilence(wanted.invalidFile())) {
                Player.play(
                        channel, wanted.invalidFile(), () -> !channel.keypad().isEmpty());
            }
        }
        channel.variables().set("read_result", "failure");
        if (!wanted.onFailure().isBlank() && !channel.over()) {
            Transfer.to(channel, wanted.onFailure());
        }
    }

    private static String collect(Channel channel, Request wanted) {
        if (!wanted.file().isBlank() && !isSilence(wanted.file())) {
            Player.play(channel, wanted.file(), () -> !channel.keypad().isEmpty());
        }
        StringBuilder keys = new StringBuilder();
        Duration patience = wanted.timeout();
        while (keys.length() < wanted.most()) {
            Wake wake = channel.await(patience, () -> !channel.keypad().isEmpty());
            Optional<Character> key = channel.keypad().take();
            if (wake != Wake.DONE || key.isEmpty()) {
                return keys.toString();
            }
            if (wanted.terminators().indexOf(key.get()) >= 0) {
                channel.variables().set("read_terminator_used", String.valueOf(key.get()));
                return keys.toString();
            }
            keys.append(key.get().charValue());
            patience = wanted.digitTimeout();
        }
        return keys.toString();
    }

    private static boolean isSilence(String file) {
        return file.equals("silence");
    }

    private static boolean matches(String keys, String regexp) {
        if (regexp.isBlank()) {
            return true;
        }
        try {
            return Pattern.compile(regexp).matcher(keys).find();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static Optional<Request> request(List<String> words) {
        if (words.size() < 8) {
            return Optional.empty();
        }
        Optional<Integer> least = Words.number(words.get(0));
        Optional<Integer> most = Words.number(words.get(1));
        Optional<Integer> tries = Words.number(words.get(2));
        Optional<Integer> timeout = Words.number(words.get(3));
        if (least.isEmpty() || most.isEmpty() || tries.isEmpty() || timeout.isEmpty()) {
            return Optional.empty();
        }
        String terminators = words.get(4).equalsIgnoreCase("none") ? "" : words.get(4);
        int digitTimeout = words.size() > 9 ? Words.number(words.get(9)).orElse(timeout.get()) : timeout.get();
        return Optional.of(new Request(
                least.get(),
                Math.clamp(most.get(), 1, 128),
                Math.clamp(tries.get(), 1, 100),
                Duration.ofMillis(timeout.get()),
                terminators,
                words.get(5),
                words.get(6),
                words.get(7),
                words.size() > 8 ? words.get(8) : "",
                Duration.ofMillis(digitTimeout == 0 ? timeout.get() : digitTimeout),
                words.size() > 10 ? words.get(10) : ""));
    }
}
