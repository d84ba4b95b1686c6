package org.belltower.voicexml.fetch;

import java.net.URI;

/** An address as messages and logs may show it: a query or a user's name and password may hold a secret. Immutable. */
final class ShownAddress {
    private ShownAddress() {}

    static String of(URI uri) {
        if (uri.isOpaque()) {
            return uri.getScheme() + ":…";
        }
        String host = uri.getHost() == null ? "" : uri.getHost();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + host + port + path + (uri.getRawQuery() == null ? "" : "?…");
    }
}
