package org.belltower.embeddedswitch;

/** What a port of the switch is for; whoever configures the switch knows by it which setting moves the port. */
public enum PortRole {
    SIP,
    EVENT_SOCKET
}
