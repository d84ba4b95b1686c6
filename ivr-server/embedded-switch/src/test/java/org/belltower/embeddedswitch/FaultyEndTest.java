package org.belltower.embeddedswitch;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call whose every event fails at its end: its place, its port and its recording are given back all the same. */
class FaultyEndTest {
    @TempDir
    Path folder;

    private final AtomicBoolean faulty = new AtomicBoolean();

    private Instant now() {
        if (faulty.get() && Thread.currentThread().getName().startsWith("call-")) {
            throw new IllegalStateException("a fault of the clock, on purpose");
        }
        return InstantSource.system().instant();
    }

    private SwitchSettings settings() {
        SwitchSettings usual = SwitchSettings.free(
                SwitchUnderTest.PASSWORD,
                Dialplan.empty().with("record", "answer", "record_session " + folder + "/${uuid}.wav", "park"));
        return new SwitchSettings(
                usual.sip(),
                usual.media(),
                usual.eventSocket(),
                usual.password(),
                usual.dialplan(),
                1,
                usual.overload(),
                usual.unknownNumbers(),
                usual.heartbeat(),
                usual.limits(),
                this::now);
    }

    @Test
    void nextCallFindsThePlaceOfTheOneThatEndedInFaults() {
        try (SwitchUnderTest under = SwitchUnderTest.open(settings());
                SipPhone first = SipPhone.udp(under.server);
                SipPhone second = SipPhone.udp(under.server)) {
            first.call("record", 40000);
            under.control.event("RECORD_START");
            faulty.set(true);
            SwitchUnderTest.hangUp(first);
            Await.until("the call to end", () -> under.server.status().calls() == 0);
            Await.until(
                    "its port to be free", () -> under.server.status().media().portsInUse() == 0);
            faulty.set(false);
            second.call("record", 40002);
            SwitchUnderTest.hangUp(second);
        }
    }
}
