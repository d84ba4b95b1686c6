package org.belltower.voicexml.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom the {@code access-control} instructions of XML data let read it. Immutable. A host in {@code deny} goes before one in
 * {@code allow}; where only {@code deny} is there, everyone else may read. {@code *} is everyone, {@code *.example.com} every
 * host below. Data without an instruction is for every document: which hosts documents reach at all is for the operator to say.
 * An instruction that cannot be understood lets nobody read. Documents of the server that the data comes from may always read it;
 * a document out of a file is on no host, so only {@code *} means it. Spec: VoiceXML 2.1 §5; W3C Note of 13 June 2005 on the
 * {@code access-control} processing instruction.
 */
public final class AccessControl {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*(allow|deny)\\s*=\\s*(?:\"([^\"<]*)\"|'([^'<]*)')");
    private static final String EVERYONE = "*";
    /** Equal to no entry, since entries hold no blank. */
    private static final String NO_HOST = " ";

    private AccessControl() {}

    /**
     * Whether a document may read data.
     *
     * @param rules the text of each instruction
     */
    public static boolean permits(URI document, URI data, List<String> rules) {
        return sameServer(document, data) || rules.stream().allMatch(rule -> permits(document, rule));
    }

    private static boolean sameServer(URI document, URI data) {
        return document.getHost() != null
                && document.getHost().equalsIgnoreCase(data.getHost())
                && String.valueOf(document.getScheme()).equalsIgnoreCase(data.getScheme())
                && document.getPort() == data.getPort();
    }

    private static boolean permits(URI document, String rule) {
        boolean allowSeen = false;
        boolean allowed = false;
        boolean denied = false;
        Matcher attribute = ATTRIBUTE.matcher(rule);
        int end = 0;
        while (attribute.find(end) && attribute.start() == end) {
            end = attribute.end();
            String hosts = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            boolean named = names(hosts, document);
            if (attribute.group(1).equals("allow")) {
                allowSeen = true;
                allowed |= named;
            } else {
                denied |= named;
            }
        }
        boolean understood = end > 0 && rule.substring(end).isBlank();
        return understood && !denied && (allowed || !allowSeen);
    }

    private static boolean names(String hosts, URI document) {
        String host = document.getHost() == null ? NO_HOST : document.getHost().toLowerCase(Locale.ROOT);
        for (String entry : hosts.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            boolean below =
                    entry.startsWith("*.") && host.length() >= entry.length() && host.endsWith(entry.substring(1));
            if (entry.equals(EVERYONE) || below || entry.equals(host)) {
                return true;
            }
        }
        return false;
    }
}
