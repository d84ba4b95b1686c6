package org.belltower.prompt.readout;

/**
 * One way to say a value: {@code <say-as interpret-as="NAME" format="…">value</say-as>}. <em>Immutable.</em> Implementations
 * are one file each, registered by one line in {@link Readouts#standard()}. They never round and never guess: what they
 * cannot say exactly is {@link Reading.Refused}.
 *
 * <p>Spec: SSML 1.0 §3.1.8.
 */
@FunctionalInterface
public interface Readout {

    /**
     * Says one value.
     *
     * @param value as it stands in the document, without surrounding white space
     * @param format the {@code format} attribute, empty where there is none
     * @param tongue the language to say it in
     */
    Reading read(String value, String format, Tongue tongue);
}
