package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample file through the decoders: whole, cut, split, mutated and round. */
class FrameSamplesTest {
    static List<Samples.Sample> goodMessages() {
        return Samples.in("good/messages");
    }

    static List<Samples.Sample> badMessages() {
        return Samples.in("bad/messages");
    }

    static List<Samples.Sample> goodCommands() {
        return Samples.in("good/commands");
    }

    static List<Samples.Sample> badCommands() {
        return Samples.in("bad/commands");
    }

    static List<Samples.Sample> all() {
        return Stream.of(goodMessages(), badMessages(), goodCommands(), badCommands())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("goodMessages")
    void goodMessageIsReadAndComesBackWhenWritten(Samples.Sample sample) {
        Decoding decoding = Decoding.ofMessages(sample.bytes());
        assertThat(decoding.failure()).isEmpty();
        assertThat(decoding.made()).isNotEmpty().noneMatch(Message.Unknown.class::isInstance);
        for (Object made : decoding.made()) {
            Message message = (Message) made;
            Decoding again = Decoding.ofMessages(Encoding.of(message));
            assertThat(again.made()).hasSize(1);
            if (message instanceof Message.CommandReply reply) {
                assertThat(((Message.CommandReply) again.made().getFirst()).text())
                        .isEqualTo(reply.text());
            } else if (!(message instanceof Message.LogData)) {
                assertThat(again.made()).containsExactly(message);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goodCommands")
    void goodCommandIsReadAndComesBackWhenWritten(Samples.Sample sample) {
        Decoding decoding = Decoding.ofCommands(sample.bytes());
        assertThat(decoding.failure()).isEmpty();
        assertThat(decoding.made()).isNotEmpty().noneMatch(Command.Unknown.class::isInstance);
        for (Object made : decoding.made()) {
            assertThat(Decoding.ofCommands(Encoding.of((Command) made)).made()).containsExactly(made);
        }
    }

    @ParameterizedTest
    @MethodSource("badMessages")
    void badMessageComesToWhatItsNameSays(Samples.Sample sample) {
        Decoding decoding = Decoding.ofMessages(sample.bytes());
        switch (prefix(sample)) {
            case "oversize" ->
                assertThat(decoding.failure().orElseThrow().reason().kind()).isEqualTo(CloseReason.Kind.OVERSIZE);
            case "malformed" ->
                assertThat(decoding.failure().orElseThrow().reason().kind()).isEqualTo(CloseReason.Kind.MALFORMED);
            case "unknown" -> {
                assertThat(decoding.failure()).isEmpty();
                assertThat(decoding.made()).hasSize(1).allMatch(Message.Unknown.class::isInstance);
            }
            default -> throw new AssertionError("no such prefix: " + sample);
        }
    }

    @ParameterizedTest
    @MethodSource("badCommands")
    void badCommandComesToWhatItsNameSays(Samples.Sample sample) {
        Decoding decoding = Decoding.ofCommands(sample.bytes());
        switch (prefix(sample)) {
            case "oversize" ->
                assertThat(decoding.failure().orElseThrow().reason().kind()).isEqualTo(CloseReason.Kind.OVERSIZE);
            case "malformed" ->
                assertThat(decoding.failure().orElseThrow().reason().kind()).isEqualTo(CloseReason.Kind.MALFORMED);
            case "unknown" -> assertThat(decoding.made()).hasSize(1).allMatch(Command.Unknown.class::isInstance);
            case "message" -> assertThat(decoding.made()).hasSize(1).allMatch(Command.SendMessage.class::isInstance);
            default -> throw new AssertionError("no such prefix: " + sample);
        }
    }

    private static String prefix(Samples.Sample sample) {
        return sample.name().substring(0, sample.name().indexOf('-'));
    }

    @ParameterizedTest
    @MethodSource("goodMessages")
    void messageSplitAnywhereReadsTheSame(Samples.Sample sample) {
        List<Object> whole = Decoding.ofMessages(sample.bytes()).made();
        for (int at = 0; at <= sample.bytes().length; at++) {
            assertThat(Decoding.ofMessages(Decoding.split(sample.bytes(), at)).made())
                    .as("split at %d", at)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("goodCommands")
    void commandSplitAnywhereReadsTheSame(Samples.Sample sample) {
        List<Object> whole = Decoding.ofCommands(sample.bytes()).made();
        for (int at = 0; at <= sample.bytes().length; at++) {
            assertThat(Decoding.ofCommands(Decoding.split(sample.bytes(), at)).made())
                    .as("split at %d", at)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("goodMessages")
    void messageCutAnywhereNeverMakesMoreThanTheWhole(Samples.Sample sample) {
        List<Object> whole = Decoding.ofMessages(sample.bytes()).made();
        for (int at = 0; at < sample.bytes().length; at++) {
            Decoding cut = Decoding.ofMessages(Decoding.split(sample.bytes(), at)[0]);
            assertThat(cut.failure()).as("cut at %d", at).isEmpty();
            assertThat(cut.made())
                    .as("cut at %d", at)
                    .isEqualTo(
                            whole.subList(0, Math.min(whole.size(), cut.made().size())));
        }
    }

    @ParameterizedTest
    @MethodSource("goodCommands")
    void commandCutAnywhereNeverMakesMoreThanTheWhole(Samples.Sample sample) {
        List<Object> whole = Decoding.ofCommands(sample.bytes()).made();
        for (int at = 0; at < sample.bytes().length; at++) {
            Decoding cut = Decoding.ofCommands(Decoding.split(sample.bytes(), at)[0]);
            assertThat(cut.failure()).as("cut at %d", at).isEmpty();
            assertThat(cut.made())
                    .as("cut at %d", at)
                    .isEqualTo(
                            whole.subList(0, Math.min(whole.size(), cut.made().size())));
        }
    }

    /** Anything may come of it but an exception of another kind. */
    @ParameterizedTest
    @MethodSource("all")
    void mutatedSampleNeverBreaksADecoder(Samples.Sample sample) {
        SplittableRandom random = new SplittableRandom(sample.name().hashCode());
        for (int round = 0; round < 200; round++) {
            byte[] mutated = sample.bytes().clone();
            for (int i = 0; i <= round % 8 && mutated.length > 0; i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            assertThat(Decoding.ofMessages(mutated)).isNotNull();
            assertThat(Decoding.ofCommands(mutated)).isNotNull();
        }
    }
}
