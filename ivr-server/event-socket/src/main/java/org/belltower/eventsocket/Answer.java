package org.belltower.eventsocket;

/** How the switch answers a command. <em>Immutable.</em> */
public sealed interface Answer {

    /** {@code command/reply}: {@code text} is the {@code Reply-Text}; {@code extra} are further headers. */
    record Reply(String text, EventHeaders extra) implements Answer {}

    /** {@code api/response}; an empty body becomes {@code -ERR no reply}, as FreeSWITCH has it. */
    record ApiResult(String body) implements Answer {}

    /** The answer to {@code connect}: the channel's headers and variables; what the protocol adds is added. */
    record ChannelData(EventHeaders headers) implements Answer {}

    static Answer ok() {
        return new Reply("+OK", EventHeaders.empty());
    }

    static Answer ok(String text) {
        return new Reply("+OK " + text, EventHeaders.empty());
    }

    static Answer error(String text) {
        return new Reply("-ERR " + text, EventHeaders.empty());
    }

    /** What FreeSWITCH says to a command it does not know. */
    static Answer notFound() {
        return error("command not found");
    }

    static Answer api(String body) {
        return new ApiResult(body);
    }
}
