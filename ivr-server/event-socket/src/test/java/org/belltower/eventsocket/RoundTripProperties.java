package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read again, whatever the texts hold. */
class RoundTripProperties {
    @Property(tries = 150, seed = "1")
    void eventsInEveryFormat(@ForAll("events") Event event, @ForAll EventFormat format) {
        Message message = new Message.EventMessage(event, format);
        assertThat(Decoding.ofMessages(Encoding.of(message)).made()).containsExactly(message);
    }

    @Property(tries = 150, seed = "2")
    void applicationsWithAnyArgument(
            @ForAll("lines") String application, @ForAll("texts") String argument, @ForAll boolean lock) {
        OptionalInt loops = lock ? OptionalInt.empty() : OptionalInt.of(2);
        Command command = new Command.Execute(
                Optional.empty(), "app" + application.strip(), argument, Optional.of("e-1"), lock, !lock, loops);
        assertThat(Decoding.ofCommands(Encoding.of(command)).made()).containsExactly(command);
    }

    @Property(tries = 150, seed = "3")
    void urlCoding(@ForAll("texts") String text) {
        ByteBuf coded = Unpooled.buffer();
        UrlCoding.encode(text, coded);
        assertThat(UrlCoding.decode(coded, 0, coded.writerIndex())).isEqualTo(text);
        assertThat(UrlCoding.decode(coded.toString(StandardCharsets.US_ASCII))).isEqualTo(text);
        coded.release();
    }

    @Property(tries = 150, seed = "4")
    void lineBreaksNeverReachTheCommandLine(@ForAll("texts") String text) {
        try {
            byte[] frame = Encoding.of(new Command.GetVariable(text));
            assertThat(Decoding.ofCommands(frame).made().size()).isLessThanOrEqualTo(1);
        } catch (IllegalArgumentException e) {
            assertThat(text).containsPattern("[\\r\\n]");
        }
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withChars('_')
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<EventHeaders.Header> headers = Combinators.combine(
                        names.map(name -> "X-" + name), texts().filter(text -> !text.startsWith("ARRAY::")))
                .as(EventHeaders.Header::new);
        return Combinators.combine(names, headers.list().ofMaxSize(12), texts()).as((name, list, body) -> {
            EventHeaders.Builder built = EventHeaders.builder();
            list.forEach(header -> built.add(header.name(), header.value()));
            return new Event(name, Optional.empty(), built.build(), body);
        });
    }

    /** Any text that UTF-8 and XML can carry. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(List.of("%", "%41", "\n", "\r\n", "\n\n", ": ", "+", " ", "&", "<", "]]>", "\"", "\\")),
                Arbitraries.strings()
                        .withCharRange(' ', '\uD7FF')
                        .ofMaxLength(8)
                        .filter(RoundTripProperties::isPlain),
                Arbitraries.of("单位净值", "😀", "\t"));
        return piece.list().ofMaxSize(10).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> lines() {
        return texts().map(text -> text.replaceAll("[\\r\\n\\t]", " "));
    }

    /** Without the control characters above ASCII, which XML may change. */
    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
