package org.belltower.voicexml;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Whom to connect the caller with, and for how long. Immutable. Spec: VoiceXML 2.0 §2.3.7; VoiceXML 2.1 §8.
 *
 * @param destination such as {@code tel:+861088886666} or {@code sip:agent@example.com}
 * @param connectTimeout how long it may ring; empty where the line decides
 * @param maxTime how long the parties may talk; empty where without limit
 * @param audio what the caller hears until the other party answers; empty where it hears the ringing
 * @param aai application-to-application information for the other party; empty text where there is none
 * @param input what of the caller's is listened for before and during a bridge, and ends it
 */
public record TransferRequest(
        URI destination,
        TransferType type,
        Optional<Duration> connectTimeout,
        Optional<Duration> maxTime,
        Optional<QueuedPrompt> audio,
        String aai,
        InputRequest input) {}
