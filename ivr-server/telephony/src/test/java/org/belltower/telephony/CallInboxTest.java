package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallInboxTest {
    private final CallInbox inbox = new CallInbox();

    @Test
    void hangUpOvertakesEverythingThatWaits() {
        inbox.put(new CallMessage.KeyPressed('1'));
        inbox.put(new CallMessage.HungUp("USER_BUSY"));

        assertThat(inbox.take(Duration.ZERO)).contains(new CallMessage.HungUp("USER_BUSY"));
        assertThat(inbox.take(Duration.ZERO)).contains(new CallMessage.HungUp("USER_BUSY"));
    }

    @Test
    void firstCauseOfAHangUpStays() {
        inbox.put(new CallMessage.HungUp("USER_BUSY"));
        inbox.put(new CallMessage.HungUp("NORMAL_CLEARING"));

        assertThat(inbox.hangUp()).contains(new CallMessage.HungUp("USER_BUSY"));
    }

    @Test
    void fullInboxDropsAndCountsKeysButNeverTheHangUp() {
        for (int i = 0; i < CallInbox.CAPACITY + 10; i++) {
            inbox.put(new CallMessage.KeyPressed('1'));
        }
        assertThat(inbox.dropped()).isEqualTo(10);

        inbox.put(new CallMessage.HungUp("NORMAL_CLEARING"));

        assertThat(inbox.take(Duration.ZERO)).contains(new CallMessage.HungUp("NORMAL_CLEARING"));
    }

    @Test
    void hangUpWakesAWaitingThread() throws InterruptedException {
        Thread caller = Thread.ofVirtual().start(() -> inbox.put(new CallMessage.HungUp("NORMAL_CLEARING")));

        Optional<CallMessage> message = inbox.take(Duration.ofSeconds(30));

        assertThat(message).contains(new CallMessage.HungUp("NORMAL_CLEARING"));
        caller.join();
    }

    @Test
    void aKeyNeverShowsInText() {
        assertThat(new CallMessage.KeyPressed('7').toString()).doesNotContain("7");
    }
}
