package org.belltower.voicexml;

import java.net.URI;
import java.time.Instant;

/** A session begins with this document. Immutable. */
public record SessionStart(URI document, ConnectionInfo connection, Instant at) {}
