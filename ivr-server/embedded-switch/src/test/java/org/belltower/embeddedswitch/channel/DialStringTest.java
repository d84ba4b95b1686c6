package org.belltower.embeddedswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialStringTest {
    @Test
    void groupsLegsAndTheirVariablesAreRead() {
        DialString dial = DialString.parse(
                "{a=1,b='x,y'}[c=2]sofia/internal/100@10.0.0.1:5070,sofia/i/200@h|sofia/i/sip:300@h;transport=tcp");
        assertThat(dial.variables()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "x,y"));
        assertThat(dial.groups()).extracting(List::size).containsExactly(2, 1);
        DialString.Leg first = dial.groups().get(0).get(0);
        assertThat(first.variables()).isEqualTo(Map.of("c", "2"));
        assertThat(first.target())
                .isEqualTo(new DialString.Target.Sip(new DialTarget("internal", "100", "10.0.0.1", 5070, "udp")));
        assertThat(dial.groups().get(1).get(0).target())
                .isEqualTo(new DialString.Target.Sip(new DialTarget("i", "300", "h", 5060, "tcp")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', CHAN_NOT_IMPLEMENTED",
        "user/1000, CHAN_NOT_IMPLEMENTED",
        "sofia/gateway/g/1, INVALID_GATEWAY",
        "sofia/i/1@h:x, INVALID_URL",
        "sofia/i/1@h:0, INVALID_URL",
        "sofia/i/1@, INVALID_URL",
        "sofia/i/1 2@h, INVALID_URL",
        "'{broken', CHAN_NOT_IMPLEMENTED"
    })
    void whatCannotBeCalledSaysWhy(String text, HangupCause cause) {
        DialString dial = DialString.parse(text);
        if (text.isEmpty()) {
            assertThat(dial.groups()).isEmpty();
        } else {
            assertThat(dial.groups().get(0).get(0).target()).isEqualTo(new DialString.Target.Unusable(cause));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hello ${name}, hello Li",
        "${greeting_${lang}}, ni hao",
        "\\${name}, ${name}",
        "${unknown}!, !",
        "${name, ${name",
        "$name, $name"
    })
    void variablesAreReplacedOnce(String text, String expanded) {
        Map<String, String> values = Map.of("name", "Li", "lang", "zh", "greeting_zh", "ni hao");
        assertThat(Variables.expand(text, name -> Optional.ofNullable(values.get(name))))
                .isEqualTo(expanded);
    }

    @Test
    void valueThatLooksLikeAVariableIsNotReplacedAgain() {
        assertThat(Variables.expand("${a}", name -> Optional.of("${b}"))).isEqualTo("${b}");
    }

    @Test
    void keypadForgetsTheOldestKeys() {
        Keypad keypad = new Keypad();
        for (int i = 0; i < 200; i++) {
            keypad.add((char) ('0' + i % 10));
        }
        int kept = 0;
        while (keypad.take().isPresent()) {
            kept++;
        }
        assertThat(kept).isEqualTo(128);
    }
}
