package org.belltower.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.Overload;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.UnknownNumbers;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.embeddedswitch.media.MediaSettings;
import org.belltower.embeddedswitch.sip.Phones;
import org.belltower.embeddedswitch.sip.SipSettings;
import org.belltower.eventsocket.Limits;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.freeswitch.AgentPasswords;

/** Opens the embedded switch as the configuration says: every number leads to our listener, and to the fallback where it is deaf. */
final class SwitchWiring {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private SwitchWiring() {}

    static EmbeddedSwitch open(
            Configuration configuration,
            InetSocketAddress listener,
            Collection<String> numbers,
            SwitchPrompts prompts,
            InstantSource clock) {
        EmbeddedSwitchConfig settings = configuration.embeddedSwitch();
        Path data = configuration.folders().data().toAbsolutePath();
        Dialplan dialplan = dialplan(
                CallRoute.of(
                                listener.getAddress().getHostAddress() + ":" + listener.getPort(),
                                settings.fallback(),
                                prompts.apology(),
                                prompts.interrupted(),
                                configuration.limits().lostServer())
                        .withExtensions(configuration.transfer().extensions()),
                numbers);
        return EmbeddedSwitch.open(new SwitchSettings(
                SipSettings.of(settings.address().getHostAddress(), settings.sipPort())
                        .withPhones(phones(configuration)),
                MediaSettings.on(settings.address()).withPorts(settings.firstRtpPort(), settings.lastRtpPort()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.eventSocketPort()),
                EventSocketPassword.under(data),
                dialplan,
                configuration.limits().admitted(),
                new Overload.Release(),
                UnknownNumbers.DEFAULT,
                HEARTBEAT,
                Limits.defaults(),
                clock));
    }

    private static Phones phones(Configuration configuration) {
        EmbeddedSwitchConfig settings = configuration.embeddedSwitch();
        String domain = settings.address().getHostAddress();
        AgentPasswords passwords = AgentPasswords.of(configuration);
        return new Phones(
                domain,
                settings.agents().stream()
                        .collect(Collectors.toMap(Function.identity(), name -> passwords.hash(name, domain))));
    }

    private static Dialplan dialplan(CallRoute route, Collection<String> numbers) {
        Dialplan dialplan = Dialplan.empty();
        for (String number : numbers) {
            dialplan = dialplan.with(number, route.hotline().toArray(String[]::new));
        }
        for (Map.Entry<String, List<String>> place : route.inner().entrySet()) {
            dialplan = dialplan.withInner(place.getKey(), place.getValue().toArray(String[]::new));
        }
        // A number that nobody serves has a record too, as far as the allowance goes: the server refuses it.
        return dialplan.withOthers(route.others().toArray(String[]::new));
    }
}
