package org.belltower.server.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.belltower.eventsocket.Command;
import org.belltower.eventsocket.Event;
import org.belltower.eventsocket.EventFormat;
import org.belltower.eventsocket.EventListener;
import org.belltower.eventsocket.InboundClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has FreeSWITCH tell a key within {@link #NUDGE}. Thread-safe. Its opener closes it.
 *
 * <p>{@code mod_event_socket} looks for the events of a connection every 20 ms, and whenever something comes over it. To nudge every call's
 * connection would cost as much as the calls themselves. So the one lasting connection to the switch is nudged while there are calls, hears
 * the keys of all of them, and has the call's own connection nudged when its caller has pressed one: the key itself, and whatever
 * happened before it, is told there, in order. Where none of this works, a key is told as late as ever.
 */
final class KeyWatch implements EventListener, AutoCloseable {
    /** What the lasting connection has to hear. */
    static final Command SUBSCRIPTION = Command.Events.of(EventFormat.PLAIN, "DTMF");

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    /** A quarter of what FreeSWITCH takes; two hundred times a second cost each side a few thousandths of a processor. */
    private static final Duration NUDGE = Duration.ofMillis(5);

    /** Where there is no call; the first prompt of one is longer. */
    private static final Duration REST = Duration.ofMillis(100);

    private static final Duration END = Duration.ofSeconds(5);

    private final BooleanSupplier anyCalls;
    private final Consumer<String> calls;
    private final List<InboundClient> switches = new CopyOnWriteArrayList<>();
    private final Thread nudging = Thread.ofVirtual().name("key-watch").unstarted(this::nudge);

    private KeyWatch(BooleanSupplier anyCalls, Consumer<String> calls) {
        this.anyCalls = anyCalls;
        this.calls = calls;
    }

    /**
     * Over no switch yet.
     *
     * @param anyCalls whether there is one whose caller may press a key
     * @param calls nudges the call that a switch calls so, if it is here; must not block
     */
    static KeyWatch start(BooleanSupplier anyCalls, Consumer<String> calls) {
        var watch = new KeyWatch(anyCalls, calls);
        watch.nudging.start();
        return watch;
    }

    /** Over this switch too, whose events come to this watch. */
    void over(InboundClient freeSwitch) {
        switches.add(freeSwitch);
    }

    /** Over none any more. */
    void overNone() {
        switches.clear();
    }

    /** A key of some call, maybe of another server's. */
    @Override
    public void onEvent(Event event) {
        if (event.name().equals("DTMF")) {
            event.headers().get("Unique-ID").ifPresent(calls);
        }
    }

    private void nudge() {
        try {
            while (true) {
                boolean idle = switches.isEmpty() || !anyCalls.getAsBoolean();
                if (!idle) {
                    switches.forEach(InboundClient::nudge);
                }
                Thread.sleep(idle ? REST : NUDGE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        nudging.interrupt();
        try {
            if (!nudging.join(END)) {
                LOG.warn("the watch over keys did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
