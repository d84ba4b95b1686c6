package org.belltower.voicexml;

/** What stops a prompt that the caller may interrupt. Immutable. Spec: VoiceXML 2.0 §4.1.5.1. */
public enum BargeinType {
    /** Any sound that is taken for speech, or any key. */
    SPEECH,
    /** Only input that matches an active grammar. */
    HOTWORD
}
