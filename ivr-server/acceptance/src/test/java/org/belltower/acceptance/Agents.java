package org.belltower.acceptance;

import java.time.Duration;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCallee;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The agents of one test, whom any name at their address reaches; gone when the test is over. */
final class Agents implements AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScriptedCallee phones = ScriptedCallee.listen(CallerSettings.defaults());

    /** {@code HOST:PORT}. */
    String address() {
        return "127.0.0.1:" + phones.address().getPort();
    }

    /** The next call that comes. Its receiver closes it. */
    CallerCall called() throws InterruptedException {
        return phones.awaitCall(PATIENCE).orElseThrow(() -> new AssertionError("no agent is called"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        phones.close();
    }
}
