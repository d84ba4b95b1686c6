package org.belltower.server.doctor;

/**
 * The UDP ports for media. <em>Immutable.</em>
 *
 * @param first first port, even
 * @param last last port, included
 * @param calls calls at a time; each needs two ports
 */
public record RtpRange(int first, int last, int calls) {}
