package org.belltower.eventsocket;

/** A password that everybody knows, or none, was configured. */
public final class RefusedPasswordException extends EventSocketException {
    private static final long serialVersionUID = 1L;

    private RefusedPasswordException(String message) {
        super(message);
    }

    /** Throws where the password must not be used. */
    static void check(String password) {
        if (password.isBlank()) {
            throw new RefusedPasswordException("the Event Socket password is empty: configure a long random one");
        }
        if (password.equals("ClueCon")) {
            throw new RefusedPasswordException(
                    "the Event Socket password is FreeSWITCH's published default: set a long random one in the"
                            + " switch's event_socket.conf.xml and in this server's configuration");
        }
        if (password.indexOf('\n') >= 0 || password.indexOf('\r') >= 0) {
            throw new RefusedPasswordException("the Event Socket password holds a line break: configure one without");
        }
    }
}
