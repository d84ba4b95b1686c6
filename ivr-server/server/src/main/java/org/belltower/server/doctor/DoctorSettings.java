package org.belltower.server.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.server.clips.ClipServer;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.SpeechConfig;
import org.belltower.server.doctor.ListeningPort.Transport;
import org.belltower.store.DatabaseSettings;

/**
 * What the doctor looks at. <em>Immutable.</em>
 *
 * @param ports where the server listens
 * @param rtp the media ports, where the server has a switch of its own
 * @param database which PostgreSQL
 * @param folders content; {@link Folders#data()} is looked at for room on the disk
 * @param hotlines which number runs which application
 * @param calls calls at a time
 * @param speech recognition, and where its models are
 */
public record DoctorSettings(
        List<ListeningPort> ports,
        Optional<RtpRange> rtp,
        DatabaseSettings database,
        Folders folders,
        List<HotlineNumber> hotlines,
        int calls,
        SpeechConfig speech) {
    public DoctorSettings {
        ports = List.copyOf(ports);
        hotlines = List.copyOf(hotlines);
    }

    /** What a server with this configuration would need. */
    public static DoctorSettings of(Configuration configuration) {
        List<ListeningPort> ports = new ArrayList<>();
        EmbeddedSwitchConfig embedded = configuration.embeddedSwitch();
        if (embedded.enabled()) {
            String sip = "'embedded-switch: sip-port:'";
            ports.add(new ListeningPort("SIP", Transport.UDP, embedded.address(), embedded.sipPort(), sip));
            ports.add(new ListeningPort("SIP", Transport.TCP, embedded.address(), embedded.sipPort(), sip));
            ports.add(new ListeningPort(
                    "Event Socket",
                    Transport.TCP,
                    embedded.address(),
                    embedded.eventSocketPort(),
                    "'embedded-switch: event-socket-port:'"));
        }
        ports.add(new ListeningPort(
                "calls",
                Transport.TCP,
                configuration.eventSocket().address(),
                configuration.eventSocket().port(),
                "'event-socket: port:'"));
        if (configuration.web().enabled()) {
            ports.add(new ListeningPort(
                    "web",
                    Transport.TCP,
                    configuration.web().address(),
                    configuration.web().port(),
                    "'web: port:'"));
        }
        configuration
                .freeSwitch()
                .clips()
                .map(ClipServer::address)
                // The start says so of a name that nobody knows.
                .filter(at -> !at.isUnresolved())
                .map(at -> new ListeningPort(
                        "clips", Transport.TCP, at.getAddress(), at.getPort(), "'freeswitch: clips:'"))
                .ifPresent(ports::add);
        int calls = configuration.limits().calls();
        Optional<RtpRange> rtp = embedded.enabled()
                ? Optional.of(new RtpRange(embedded.firstRtpPort(), embedded.lastRtpPort(), calls))
                : Optional.empty();
        return new DoctorSettings(
                ports,
                rtp,
                configuration.database().settings(configuration.folders().data()),
                configuration.folders(),
                configuration.hotlines(),
                calls,
                configuration.speech());
    }

    Path data() {
        return folders.data();
    }
}
