package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Route;

/** {@code intercept} UUID: takes another channel from whatever it does and joins it. <em>Immutable.</em> */
final class Intercept implements Application {
    @Override
    public String name() {
        return "intercept";
    }

    @Override
    public void run(Channel channel, String argument) {
        Optional<Channel> other =
                channel.core().channels().find(argument.strip()).filter(found -> found != channel);
        if (other.isEmpty() || other.get().cause().isPresent()) {
            channel.variables().set("current_application_response", "-ERR no such channel");
            return;
        }
        Channel taken = other.get();
        taken.onProgress(channel::nudge);
        taken.redirect(new Route.Serve());
        // It has left its old work when it has taken the route, and a bridge when it has no partner.
        channel.await(
                Duration.ofSeconds(2),
                () -> taken.cause().isPresent()
                        || (!taken.over() && taken.partner().isEmpty()));
        Joining.join(channel, taken);
    }
}
