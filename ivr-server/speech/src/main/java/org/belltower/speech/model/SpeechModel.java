package org.belltower.speech.model;

import java.nio.file.Path;
import java.util.Locale;
import org.belltower.audio.SampleRate;

/**
 * A model in the store. <i>Immutable.</i>
 *
 * @param name of its folder, e.g. {@code vosk-model-small-cn-0.22}
 * @param language what it understands
 * @param rate the sample rate that it wants
 * @param checksum SHA-256 of names, sizes and contents of its files, in hexadecimal
 * @param folder where it lies
 */
public record SpeechModel(String name, Locale language, SampleRate rate, String checksum, Path folder) {}
