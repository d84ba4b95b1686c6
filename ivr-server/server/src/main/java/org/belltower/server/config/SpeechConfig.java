package org.belltower.server.config;

/**
 * Synthesis. Immutable.
 *
 * @param cacheMegabytes how much synthesised speech is kept on disk, 1 or more
 */
public record SpeechConfig(int cacheMegabytes) {
    public static final SpeechConfig DEFAULT = new SpeechConfig(512);

    public SpeechConfig {
        if (cacheMegabytes < 1) {
            throw new IllegalArgumentException("'cache-megabytes' must be 1 or more, but is " + cacheMegabytes);
        }
    }
}
