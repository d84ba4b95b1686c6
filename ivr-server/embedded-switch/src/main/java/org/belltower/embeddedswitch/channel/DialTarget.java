package org.belltower.embeddedswitch.channel;

/**
 * Whom to call. <em>Immutable.</em>
 *
 * @param profile the word after {@code sofia/}
 * @param transport {@code udp} or {@code tcp}
 */
public record DialTarget(String profile, String user, String host, int port, String transport) {

    String channelName() {
        return "sofia/" + profile + "/" + (user.isEmpty() ? host : user + "@" + host);
    }
}
