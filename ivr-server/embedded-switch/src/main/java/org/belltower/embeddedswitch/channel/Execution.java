package org.belltower.embeddedswitch.channel;

import java.util.Optional;
import java.util.UUID;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.eventsocket.EventHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs applications with their events.
 *
 * <p><em>Confined to the call's thread.</em> An unknown application ends the call with DESTINATION_OUT_OF_ORDER, as in
 * FreeSWITCH ({@code switch_core_session_execute_application}).
 */
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
    private static final String RESPONSE = "current_application_response";

    private final Channel channel;

    Execution(Channel channel) {
        this.channel = channel;
    }

    void run(String name, String argument, Optional<String> eventUuid) {
        if (channel.over()) {
            channel.tellHangup();
            return;
        }
        Optional<Application> application = channel.core().applications().find(name);
        if (application.isEmpty()) {
            LOG.warn("{}: there is no application {}", channel.uuid(), name);
            channel.hangUp(HangupCause.DESTINATION_OUT_OF_ORDER);
            return;
        }
        String expanded = Variables.expand(argument, channel::value);
        if (application.get().needsMedia() && !ChannelProgress.mediaReady(channel)) {
            LOG.warn("{}: {} needs media and there is none", channel.uuid(), name);
            channel.variables().set(RESPONSE, "");
            return;
        }
        String uuid = eventUuid.orElseGet(() -> UUID.randomUUID().toString());
        Variables variables = channel.variables();
        variables.set("current_application", application.get().name());
        variables.set("current_application_data", expanded);
        variables.remove(RESPONSE);
        channel.fire(
                "CHANNEL_EXECUTE", headers -> describe(headers, name, expanded).add("Application-UUID", uuid));
        channel.attendance().clearBreak();
        application.get().run(channel, expanded);
        // As in FreeSWITCH: where the application ended the call, its listener hears of that first.
        channel.tellHangup();
        channel.fire(
                "CHANNEL_EXECUTE_COMPLETE",
                headers -> describe(headers, name, expanded)
                        .add("Application-Response", variables.get(RESPONSE).orElse("_none_"))
                        .add("Application-UUID", uuid));
    }

    private static EventHeaders.Builder describe(EventHeaders.Builder headers, String name, String argument) {
        headers.add("Application", name);
        if (!argument.isEmpty()) {
            headers.add("Application-Data", argument);
        }
        return headers;
    }
}
