package org.belltower.server.freeswitch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.store.DurableFile;

/**
 * The passwords that agents' phones register with: made once each, kept in a file of the data folder that only its owner reads.
 * <em>Immutable.</em>
 */
public final class AgentPasswords {
    /** A line for each phone: its name, a space, its password. */
    public static final String FILE = "agents.passwords";

    private static final int BYTES = 12;

    private final Map<String, String> byName;

    private AgentPasswords(Map<String, String> byName) {
        this.byName = byName;
    }

    /**
     * Those of the phones of either switch. What is in the file stays, what is missing is made, and who is no longer named is removed.
     *
     * @throws UserError where the file cannot be read or written
     */
    public static AgentPasswords of(Configuration configuration) {
        List<String> names = Stream.concat(
                        configuration.freeSwitch().agents().stream(), configuration.embeddedSwitch().agents().stream())
                .distinct()
                .toList();
        Path data = configuration.folders().data();
        return names.isEmpty() && !Files.exists(data.resolve(FILE)) ? new AgentPasswords(Map.of()) : under(data, names);
    }

    /**
     * Those of these phones.
     *
     * @throws UserError where the file cannot be read or written
     */
    static AgentPasswords under(Path data, List<String> names) {
        Path file = data.resolve(FILE);
        try {
            Map<String, String> known = Files.exists(file) ? read(file) : Map.of();
            SecureRandom random = new SecureRandom();
            Map<String, String> wanted = new LinkedHashMap<>();
            for (String name : names) {
                String password = known.get(name);
                wanted.put(name, password == null ? made(random) : password);
            }
            if (!wanted.equals(known)) {
                StringBuilder text = new StringBuilder();
                wanted.forEach((name, password) ->
                        text.append(name).append(' ').append(password).append('\n'));
                DurableFile.write(file, text.toString());
            }
            return new AgentPasswords(wanted);
        } catch (IOException e) {
            throw new UserError(
                    "cannot keep the agents' passwords in " + file + ": " + e.getMessage()
                            + "; look at disk space and rights there",
                    e);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String[] words = line.strip().split(" +", -1);
            if (line.isBlank()) {
                continue;
            }
            if (words.length != 2) {
                throw new UserError(file + ":" + number + ": should be a name, a space and a password; mend the line");
            }
            known.put(words[0], words[1]);
        }
        return known;
    }

    private static String made(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * What FreeSWITCH needs to know of a phone's password.
     *
     * @return H(A1) in hexadecimal digits; Spec: RFC 2617 §3.2.2.2
     */
    public String hash(String name, String domain) {
        String password = byName.get(name);
        if (password == null) {
            throw new IllegalArgumentException("no phone " + name);
        }
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((name + ":" + domain + ":" + password).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
