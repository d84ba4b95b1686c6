package org.belltower.hotline;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * PINs to Argon2id hashes and back to yes or no. <i>Thread-safe.</i> One verification takes {@link #DEFAULT}'s 19 MiB for
 * some tens of milliseconds: {@link Accounts} limits how many run at once.
 *
 * <p>Spec: RFC 9106 (Argon2), OWASP Password Storage Cheat Sheet (19 MiB, t=2, p=1).
 */
public final class PinHasher {
    /** Memory 19 MiB, two passes, one lane. */
    public static final PinHasher DEFAULT = new PinHasher(19 * 1024, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final SecureRandom random = new SecureRandom();

    /** Other cost than {@link #DEFAULT}'s: imports of test data, and the day when the advice changes. */
    public PinHasher(int memoryKib, int passes, int lanes) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
    }

    /** PHC string with a fresh salt. */
    public String hash(Pin pin) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        PhcString phc = new PhcString(memoryKib, passes, lanes, salt, new byte[HASH_BYTES]);
        return phc.withHash(derive(pin, phc)).format();
    }

    /** Compares in constant time; {@code false} also for a hash that is not one of ours. */
    public boolean matches(Pin pin, String phcString) {
        return PhcString.parse(phcString)
                .map(phc -> MessageDigest.isEqual(derive(pin, phc), phc.hash()))
                .orElse(false);
    }

    /** Whether text is a hash that {@link #matches} can use. */
    public static boolean isHash(String text) {
        return PhcString.parse(text).isPresent();
    }

    private static byte[] derive(Pin pin, PhcString phc) {
        byte[] secret = pin.bytes();
        try {
            Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
            argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(phc.memoryKib())
                    .withIterations(phc.passes())
                    .withParallelism(phc.lanes())
                    .withSalt(phc.salt())
                    .build());
            byte[] hash = new byte[phc.hash().length];
            argon2.generateBytes(secret, hash);
            return hash;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
