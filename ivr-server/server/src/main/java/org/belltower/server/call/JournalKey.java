package org.belltower.server.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of what is kept of one call. Immutable. It lives with the call, in the switch, and nowhere else: what is on disk cannot be
 * read once the call has ended. AES-128 in GCM; the call's name is authenticated with it.
 */
final class JournalKey {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private JournalKey(byte[] key) {
        this.key = key;
    }

    static JournalKey random() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new JournalKey(key);
    }

    /** Reads {@link #text}; empty where it is no key. */
    static Optional<JournalKey> parse(String text) {
        return text.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")
                ? Optional.of(new JournalKey(HexFormat.of().parseHex(text)))
                : Optional.empty();
    }

    /** For the channel of the call. */
    String text() {
        return HexFormat.of().formatHex(key);
    }

    byte[] sealed(String uuid, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, uuid, nonce).doFinal(plain);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + secret.length);
            System.arraycopy(secret, 0, whole, NONCE_BYTES, secret.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + CIPHER, e);
        }
    }

    /** What {@link #sealed} was given; empty where that was done with another key or for another call, or the bytes are damaged. */
    Optional<byte[]> opened(String uuid, byte[] whole) {
        if (whole.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte @Nullable [] plain = cipher(Cipher.DECRYPT_MODE, uuid, Arrays.copyOf(whole, NONCE_BYTES))
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return Optional.ofNullable(plain);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String uuid, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(uuid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "JournalKey[•]";
    }
}
