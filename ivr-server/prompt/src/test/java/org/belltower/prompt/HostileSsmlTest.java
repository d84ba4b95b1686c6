package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.prompt.readout.Readouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are none, or that want more than they may have: refused with a place, never thrown for. */
class HostileSsmlTest {
    private final SsmlReader reader = new SsmlReader(Readouts.standard());

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("nothing", "", "not well-formed at line 1"),
                Arguments.of("plain text", "您好", "not well-formed at line 1"),
                Arguments.of("cut off", "<speak>您好", "not well-formed at line 1, column"),
                Arguments.of("crossed tags", "<speak>\n<p><s></p></s></speak>", "line 2"),
                Arguments.of("two roots", "<speak/><speak/>", "not well-formed"),
                Arguments.of("another root", "<vxml/>", "<vxml> instead of <speak>"),
                Arguments.of("document type", "<!DOCTYPE speak><speak/>", "document type"),
                Arguments.of(
                        "external document type",
                        "<!DOCTYPE speak SYSTEM 'http://127.0.0.1:9/x.dtd'><speak/>",
                        "document type"),
                Arguments.of(
                        "entity bomb",
                        "<!DOCTYPE s [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><speak>&b;</speak>",
                        "document type"),
                Arguments.of(
                        "file entity",
                        "<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><speak>&a;</speak>",
                        "document type"),
                Arguments.of("unknown entity", "<speak>&nbsp;</speak>", ""),
                Arguments.of("unbound prefix", "<speak><a:b/></speak>", "not well-formed"),
                Arguments.of("control character", "<speak>\u0001</speak>", "not well-formed"),
                Arguments.of("lone surrogate", "<speak>\uD800</speak>", "not well-formed"),
                Arguments.of("duplicate attribute", "<speak><mark name='a' name='b'/></speak>", "not well-formed"),
                Arguments.of("nameless mark", "<speak><mark/></speak>", "mark needs a name"),
                Arguments.of("language that is none", "<speak xml:lang='中文'>x</speak>", "language tag"),
                Arguments.of(
                        "deep", "<speak>" + "<p>".repeat(5000) + "</p>".repeat(5000) + "</speak>", "not well-formed"),
                Arguments.of("long", "<speak>" + "好".repeat(SsmlReader.MAX_LENGTH) + "</speak>", "longer than"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void isRefused(String what, String document, String reason) {
        List<Segment> segments = reader.read(document, Manner.plain(Locale.CHINA));
        assertThat(segments)
                .anySatisfy(segment -> assertThat(segment)
                        .isInstanceOfSatisfying(
                                Segment.Refused.class,
                                refused -> assertThat(refused.reason()).contains(reason)));
    }

    /** A parser's own message may quote the document. */
    @Test
    void reasonDoesNotQuoteTheDocument() {
        List<Segment> segments = reader.read("<speak>73951<x y=73951></speak>", Manner.plain(Locale.CHINA));
        assertThat(segments.toString()).doesNotContain("73951");
    }

    @Test
    void everyTruncationIsRefused() {
        String document = "<?xml version='1.0'?><speak xml:lang='zh-CN'><p>您好<say-as interpret-as='money'>1.20</say-as>"
                + "<audio src='prompt:a.b'>备用&amp;</audio><![CDATA[x]]></p></speak>";
        IntStream.range(0, document.length())
                .forEach(end -> assertThat(reader.read(document.substring(0, end), Manner.plain(Locale.CHINA)))
                        .as("cut at %d", end)
                        .anyMatch(Segment.Refused.class::isInstance));
        assertThat(reader.read(document, Manner.plain(Locale.CHINA))).noneMatch(Segment.Refused.class::isInstance);
    }
}
