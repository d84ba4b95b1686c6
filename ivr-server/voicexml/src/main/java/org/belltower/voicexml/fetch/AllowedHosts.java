package org.belltower.voicexml.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hosts documents may reach, and at which addresses. Immutable.
 *
 * <p>A host is named as {@code host}, {@code host:port} or {@code *.example.com}, which is every host below that domain and not
 * the domain itself; without a port it is the scheme's own, 80 or 443. An address of this machine, of a private network or of a
 * cloud's metadata is reached only where the list also holds that address itself, {@code 10.1.2.3} or {@code [::1]:8080}, or a
 * block around it, {@code 10.1.0.0/16}: a name alone must not open what lies inside, since whoever answers for the name decides
 * where it leads.
 */
public final class AllowedHosts {
    /** Nothing but the application's own files. */
    public static final AllowedHosts NONE = new AllowedHosts(List.of(), List.of());

    private static final Pattern BLOCK = Pattern.compile("([0-9a-fA-F:.]+)/([0-9]{1,3})");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-fA-F:.]+)](?::([0-9]{1,5}))?");
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?([\\p{L}\\p{N}_](?:[\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?)(?::([0-9]{1,5}))?");
    private static final int LAST_PORT = 65_535;
    private static final int MAX_ENTRIES = 1_000;

    private final List<Host> hosts;
    private final List<AddressBlock> blocks;

    /** A name, or the text of an address; below it where {@code wildcard}. */
    private record Host(String name, boolean wildcard, Optional<Integer> port) {
        boolean matches(String host, int asked, int standard) {
            boolean named = wildcard ? host.length() > name.length() + 1 && host.endsWith("." + name) : sameHost(host);
            return named && asked == port.orElse(standard);
        }

        private boolean sameHost(String host) {
            return host.equals(name)
                    || literal(host)
                            .flatMap(one -> literal(name).map(one::equals))
                            .orElse(false);
        }
    }

    private AllowedHosts(List<Host> hosts, List<AddressBlock> blocks) {
        this.hosts = List.copyOf(hosts);
        this.blocks = List.copyOf(blocks);
    }

    /** Reads the entries; an {@link IllegalArgumentException} says which is wrong and what to write. */
    public static AllowedHosts parse(List<String> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("'allow' has more than " + MAX_ENTRIES + " entries");
        }
        var hosts = new ArrayList<Host>();
        var blocks = new ArrayList<AddressBlock>();
        for (String entry : entries) {
            add(entry.strip(), hosts, blocks);
        }
        return new AllowedHosts(hosts, blocks);
    }

    private static void add(String entry, List<Host> hosts, List<AddressBlock> blocks) {
        Matcher block = BLOCK.matcher(entry);
        if (block.matches()) {
            InetAddress start = literal(block.group(1)).orElseThrow(() -> mistake(entry));
            int bits = Integer.parseInt(block.group(2));
            if (bits > start.getAddress().length * 8) {
                throw mistake(entry);
            }
            blocks.add(new AddressBlock(start, bits));
            return;
        }
        Optional<InetAddress> bare = literal(entry);
        Matcher bracketed = BRACKETED.matcher(entry);
        if (bare.isPresent() || bracketed.matches()) {
            InetAddress address = bare.or(() -> literal(bracketed.group(1))).orElseThrow(() -> mistake(entry));
            hosts.add(new Host(
                    address.getHostAddress(),
                    false,
                    bare.isPresent() ? Optional.empty() : port(bracketed.group(2), entry)));
            blocks.add(AddressBlock.only(address));
            return;
        }
        Matcher host = HOST.matcher(entry);
        if (!host.matches()) {
            throw mistake(entry);
        }
        String name = canonical(host.group(2)).orElseThrow(() -> mistake(entry));
        boolean wildcard = host.group(1) != null;
        hosts.add(new Host(name, wildcard, port(host.group(3), entry)));
        literal(name).filter(address -> !wildcard).map(AddressBlock::only).ifPresent(blocks::add);
    }

    private static Optional<Integer> port(String text, String entry) {
        if (text == null) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > LAST_PORT) {
            throw mistake(entry);
        }
        return Optional.of(port);
    }

    private static IllegalArgumentException mistake(String entry) {
        return new IllegalArgumentException("'allow' holds '" + entry
                + "', which is no host; write such as api.example.com, api.example.com:8443, *.example.com, 10.1.2.3"
                + " or 10.1.0.0/16");
    }

    /** Whether a document may ask the host of this address, an {@code http} or {@code https} one, at its port. */
    boolean permits(URI uri) {
        String host = uri.getHost();
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        return host != null
                && canonical(host)
                        .map(name -> hosts.stream().anyMatch(one -> one.matches(name, port, standard)))
                        .orElse(false);
    }

    /** Whether a connection may lead to this address, once its host is permitted. */
    boolean permits(InetAddress address) {
        return !InnerAddresses.holds(address) || blocks.stream().anyMatch(block -> block.holds(address));
    }

    private static Optional<String> canonical(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        if (name.indexOf(':') >= 0) {
            return Optional.of(name.toLowerCase(Locale.ROOT));
        }
        try {
            return Optional.of(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> literal(String text) {
        boolean digits = text.indexOf(':') >= 0 || text.matches("[0-9]+(\\.[0-9]+){3}");
        if (!digits) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return hosts.size() + " hosts, " + blocks.size() + " addresses";
    }
}
