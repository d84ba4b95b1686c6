package org.belltower.embeddedswitch.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.DefaultSipTimer;
import java.util.Properties;

/**
 * The stack's own timer, with an end that nobody has to wait for.
 *
 * <p>{@code SIPTransactionStack.stopStack} closes the sockets, stops the timer, sleeps one second and then empties its
 * tables. The sockets are closed by then and what is still on its way finds a stack that has ended, so that second serves
 * nothing: {@link #stop} has it end at once, by interrupting the thread that is about to sleep. The sleep takes the
 * interrupt back. <em>Thread-safe.</em> Made by the stack, by its name.
 */
public final class SipTimer implements gov.nist.javax.sip.stack.timers.SipTimer {
    private final DefaultSipTimer timer = new DefaultSipTimer();

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMillis) {
        return timer.schedule(task, delayMillis);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMillis, long periodMillis) {
        return timer.scheduleWithFixedDelay(task, delayMillis, periodMillis);
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        return timer.cancel(task);
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        timer.start(stack, properties);
    }

    @Override
    public void stop() {
        timer.stop();
        Thread.currentThread().interrupt();
    }

    @Override
    public boolean isStarted() {
        return timer.isStarted();
    }
}
