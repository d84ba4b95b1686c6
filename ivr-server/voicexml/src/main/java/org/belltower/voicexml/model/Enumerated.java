package org.belltower.voicexml.model;

/**
 * One thing that a caller may choose. Immutable. Spec: VoiceXML 2.0 §2.2.4.
 *
 * @param prompt what {@code _prompt} becomes: the words
 * @param dtmf what {@code _dtmf} becomes: the keys, empty text where there are none
 */
public record Enumerated(String prompt, String dtmf) {}
