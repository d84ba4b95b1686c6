package org.belltower.eventsocket;

/** The output in the answer to an {@code api} command, which may be a plain reply where it is refused. Stateless. */
final class ApiOutput {
    private ApiOutput() {}

    static String of(Message answer) {
        return switch (answer) {
            case Message.ApiResponse response -> response.body();
            case Message.CommandReply reply -> reply.text();
            default -> throw new EventSocketException("no answer to a command: " + answer);
        };
    }
}
