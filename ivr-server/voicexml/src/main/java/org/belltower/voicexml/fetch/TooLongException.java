package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.io.Serial;

/** An answer is longer than the operator lets it be. Thrown, so that the noise of cutting it off does not hide it. <em>Immutable.</em> */
final class TooLongException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    TooLongException(int mostBytes) {
        super("is longer than " + mostBytes + " bytes");
    }
}
