package org.belltower.audio;

/** Root of what the audio room throws: the input is not audio that it reads. *Immutable.* */
public class AudioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AudioException(String message) {
        super(message);
    }
}
