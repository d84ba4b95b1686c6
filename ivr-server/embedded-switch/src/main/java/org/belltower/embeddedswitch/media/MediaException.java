package org.belltower.embeddedswitch.media;

/** Root of what the media package throws: the machine refused something that media cannot do without. *Immutable.* */
public final class MediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MediaException(String message) {
        super(message);
    }

    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
