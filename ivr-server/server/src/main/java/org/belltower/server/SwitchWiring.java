package org.belltower.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
import org.belltower.eventsocket.FileString;
import org.belltower.eventsocket.Limits;
import org.belltower.prompt.PromptRenderer;
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
            PromptRenderer renderer,
            InstantSource clock) {
        EmbeddedSwitchConfig settings = configuration.embeddedSwitch();
        Path data = configuration.folders().data().toAbsolutePath();
        String[] actions = actions(listener, settings.fallback(), data, renderer);
        Dialplan dialplan = Dialplan.empty();
        for (String number : numbers) {
            dialplan = dialplan.with(number, actions);
        }
        // A number that nobody serves has a record too, as far as the allowance goes: the server refuses it.
        dialplan = dialplan.withOthers(socket(listener), "hangup UNALLOCATED_NUMBER");
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

    private static String socket(InetSocketAddress listener) {
        return "socket " + listener.getAddress().getHostAddress() + ":" + listener.getPort() + " async full";
    }

    private static String[] actions(
            InetSocketAddress listener, List<String> fallback, Path data, PromptRenderer renderer) {
        List<String> actions = new ArrayList<>();
        actions.add(socket(listener));
        if (!fallback.isEmpty()) {
            actions.addAll(fallback);
            return actions.toArray(String[]::new);
        }
        List<String> apology =
                Apology.filesUnder(data, renderer).stream().map(Path::toString).toList();
        if (!apology.isEmpty()) {
            actions.add("answer");
            actions.add("playback " + FileString.of(apology));
        }
        actions.add("hangup NORMAL_TEMPORARY_FAILURE");
        return actions.toArray(String[]::new);
    }
}
