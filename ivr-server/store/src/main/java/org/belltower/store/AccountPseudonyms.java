package org.belltower.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes that stand for what was keyed as an account number, so that nothing of it is kept: HMAC-SHA-256 under a key of
 * the installation, in {@link #FILE}, made at the first start, readable by its owner only. Without that file the database does
 * not tell what was keyed; with another one all counts of failed log-ins begin anew. Servers that share a database must share
 * the file.
 *
 * <p><i>Thread-safe.</i> Spec: RFC 2104.
 */
public final class AccountPseudonyms {
    /** Name of the key's file. */
    public static final String FILE = "login-attempts.key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private AccountPseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With the key in that folder, made where it is missing.
     *
     * @throws StoreException if it can neither be read nor made
     */
    public static AccountPseudonyms under(Path folder) {
        return keptUnder(folder).orElseGet(() -> make(folder));
    }

    /**
     * With the key in that folder; empty where no server has made one yet.
     *
     * @throws StoreException if it cannot be read
     */
    public static Optional<AccountPseudonyms> keptUnder(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file).strip();
            if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
                throw new StoreException(file + " should hold a key of " + 2 * BYTES
                        + " hexadecimal digits, but does not. Restore it from a backup, or remove it: failed log-ins are then"
                        + " counted anew, and locked accounts are not locked any more");
            }
            return Optional.of(new AccountPseudonyms(HexFormat.of().parseHex(text)));
        } catch (IOException e) {
            throw new StoreException(
                    "the key in " + file + " cannot be read: " + e.getMessage()
                            + ". Run this as the user that runs the server",
                    e);
        }
    }

    private static AccountPseudonyms make(Path folder) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        try {
            DurableFile.write(folder.resolve(FILE), HexFormat.of().formatHex(random) + "\n");
        } catch (IOException e) {
            throw new StoreException(
                    "no key can be kept in " + folder.resolve(FILE) + ": " + e.getMessage()
                            + ". Look at disk space and rights there",
                    e);
        }
        return new AccountPseudonyms(random);
    }

    /** 64 hexadecimal digits, always the same for the same text. */
    public String of(String accountNumber) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(accountNumber.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "AccountPseudonyms[•••]";
    }
}
