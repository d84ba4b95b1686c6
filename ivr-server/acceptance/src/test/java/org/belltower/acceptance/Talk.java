package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.belltower.server.caller.CallerCall;

/** A talk between two parties, who press keys in place of words. */
final class Talk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Talk() {}

    /** Each hears the key that the other presses. */
    static void bothWays(CallerCall caller, CallerCall agent, String key) throws InterruptedException {
        // The two are joined some time after the answer; what is keyed before is heard by nobody.
        boolean heard = false;
        for (int tries = 0; tries < 15 && !heard; tries++) {
            agent.press(key);
            heard = caller.heard().awaitKeys(keys -> keys.endsWith(key), Duration.ofSeconds(2));
        }
        assertThat(heard).as("the caller hears the agent").isTrue();
        caller.press(key);
        assertThat(agent.heard().awaitKeys(keys -> keys.endsWith(key), PATIENCE))
                .as("the agent hears the caller")
                .isTrue();
    }
}
