package org.belltower.embeddedswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.belltower.embeddedswitch.sip.SipSignal;
import org.junit.jupiter.api.Test;

/** What is logged of a channel's messages. */
class ChannelMessageTest {
    @Test
    void keyShowsNeitherAsMessageNorAsSignal() {
        Duration length = Duration.ofMillis(160);
        assertThat(new ChannelMessage.KeyPressed('7', length, "INFO").toString())
                .doesNotContain("7");
        assertThat(new SipSignal.KeyByInfo('7', length).toString()).doesNotContain("7");
        assertThat(new ChannelMessage.FromLine(new SipSignal.KeyByInfo('7', length)).toString())
                .doesNotContain("7");
    }
}
