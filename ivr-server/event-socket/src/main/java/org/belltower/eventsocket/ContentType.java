package org.belltower.eventsocket;

/** The values of {@code Content-Type} on the wire. */
final class ContentType {
    static final String AUTH_REQUEST = "auth/request";
    static final String REPLY = "command/reply";
    static final String API_RESPONSE = "api/response";
    static final String EVENT_PREFIX = "text/event-";
    static final String DISCONNECT_NOTICE = "text/disconnect-notice";
    static final String RUDE_REJECTION = "text/rude-rejection";
    static final String LOG_DATA = "log/data";

    private ContentType() {}
}
