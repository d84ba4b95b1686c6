package org.belltower.server.application;

import java.net.URI;
import java.nio.file.Path;

/**
 * How the grammars that applications share are addressed: {@code grammar:FOLDER/FILE}, with the rule as fragment. Stateless.
 * Throws {@link IllegalArgumentException} for what names no file.
 */
public final class SharedGrammars {
    public static final String SCHEME = "grammar";

    private SharedGrammars() {}

    /** The address with a path, so that references in a grammar are relative to it ({@code grammar:/FOLDER/FILE}); any other as it is. */
    public static URI address(URI uri) {
        if (!SCHEME.equalsIgnoreCase(uri.getScheme()) || !uri.isOpaque()) {
            return uri;
        }
        String text = uri.toString();
        int rest = SCHEME.length() + 1;
        return URI.create(text.substring(0, rest) + "/" + text.substring(rest));
    }

    /** The file that such an address names, below the folder unless it steps upwards. */
    public static Path file(URI uri, Path folder) {
        URI address = address(uri);
        if (address.getRawAuthority() != null) {
            throw new IllegalArgumentException("write " + SCHEME + ":FOLDER/FILE");
        }
        String path = address.getPath();
        int begin = 0;
        while (begin < path.length() && path.charAt(begin) == '/') {
            begin++;
        }
        return folder.resolve(path.substring(begin));
    }
}
