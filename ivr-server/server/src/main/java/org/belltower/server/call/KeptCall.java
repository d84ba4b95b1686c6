package org.belltower.server.call;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.belltower.store.Customer;

/**
 * What a call needs to go on in another process. Immutable. Its text shows nothing of it.
 *
 * @param application which one it runs
 * @param language that the caller was last spoken to in
 * @param customer who has logged in
 * @param point where the session stands; see {@code SessionKeeper}
 */
record KeptCall(String application, Optional<Locale> language, Optional<Customer> customer, String point) {
    private static final int VERSION = 1;
    private static final int LONGEST_POINT = 1 << 20;

    /** For the disk. */
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(application);
            out.writeUTF(language.map(Locale::toLanguageTag).orElse(""));
            out.writeBoolean(customer.isPresent());
            if (customer.isPresent()) {
                Customer who = customer.get();
                out.writeLong(who.id());
                out.writeUTF(who.accountNumber());
                out.writeUTF(who.name());
                out.writeUTF(who.language().map(Locale::toLanguageTag).orElse(""));
            }
            byte[] text = point.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads {@link #bytes}; empty where they are none of this version. */
    static Optional<KeptCall> read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            String application = in.readUTF();
            Optional<Locale> language = locale(in.readUTF());
            Optional<Customer> customer = in.readBoolean()
                    ? Optional.of(new Customer(in.readLong(), in.readUTF(), in.readUTF(), locale(in.readUTF())))
                    : Optional.empty();
            int length = in.readInt();
            if (length < 0 || length > LONGEST_POINT) {
                return Optional.empty();
            }
            byte[] text = in.readNBytes(length);
            return text.length == length
                    ? Optional.of(
                            new KeptCall(application, language, customer, new String(text, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Locale> locale(String tag) {
        return tag.isEmpty() ? Optional.empty() : Optional.of(Locale.forLanguageTag(tag));
    }

    @Override
    public String toString() {
        return "KeptCall[" + application + "]";
    }
}
