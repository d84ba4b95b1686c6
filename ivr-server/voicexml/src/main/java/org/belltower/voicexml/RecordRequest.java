package org.belltower.voicexml;

import java.time.Duration;
import java.util.Optional;

/**
 * How a {@code <record>} records. Immutable. Spec: VoiceXML 2.0 §2.3.6.
 *
 * @param beep whether a tone says that recording begins
 * @param maxTime how long the recording may get; empty where the line decides
 * @param finalSilence how much silence ends it; empty where the line decides
 * @param dtmfTerm whether any key ends it that no grammar takes
 * @param mediaType that of the audio; empty where the line decides
 * @param input what is listened for meanwhile: {@code timeout} is how long to wait for the first sound, and a grammar that
 *     accepts what is keyed or said ends the recording
 */
public record RecordRequest(
        boolean beep,
        Optional<Duration> maxTime,
        Optional<Duration> finalSilence,
        boolean dtmfTerm,
        Optional<String> mediaType,
        InputRequest input) {}
