package org.belltower.hotline;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash with its parameters, {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}. <i>Immutable</i> as long as
 * nobody writes to its arrays; it stays in this room.
 *
 * <p>Spec: PHC string format, https://github.com/P-H-C/phc-string-format. Bounded, so that a hash from a file cannot ask
 * for more memory or time than a login may cost.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the room
record PhcString(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
    private static final Pattern FORMAT = Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=([0-9])"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final int MOST_MEMORY_KIB = 128 * 1024;
    private static final int MOST_PASSES = 10;

    static Optional<PhcString> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int memory = Integer.parseInt(matcher.group(1));
        int passes = Integer.parseInt(matcher.group(2));
        int lanes = Integer.parseInt(matcher.group(3));
        if (lanes < 1 || memory < 8 * lanes || memory > MOST_MEMORY_KIB || passes < 1 || passes > MOST_PASSES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PhcString(
                    memory,
                    passes,
                    lanes,
                    Base64.getDecoder().decode(matcher.group(4)),
                    Base64.getDecoder().decode(matcher.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    PhcString withHash(byte[] derived) {
        return new PhcString(memoryKib, passes, lanes, salt, derived);
    }

    String format() {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + encoder.encodeToString(salt)
                + "$" + encoder.encodeToString(hash);
    }

    @Override
    public String toString() {
        return "PhcString[•••]";
    }
}
