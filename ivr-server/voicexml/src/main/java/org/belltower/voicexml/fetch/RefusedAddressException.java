package org.belltower.voicexml.fetch;

import java.io.Serial;
import java.net.UnknownHostException;

/** A permitted host leads to an address that is not permitted; becomes {@code error.noauthorization}. */
final class RefusedAddressException extends UnknownHostException {
    @Serial
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String host) {
        super(host);
    }
}
