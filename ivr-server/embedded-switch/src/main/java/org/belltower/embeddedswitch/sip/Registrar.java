package org.belltower.embeddedswitch.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where registered telephones can be reached: one place each, the last that it named. <em>Thread-safe</em> by its own lock.
 *
 * <p>Spec: RFC 3261 §10.3; RFC 2617 (digest, MD5, with and without qop auth). Deviates: a place beyond the first of a message is left
 * out; the order of messages (§10.3, step 7) is not looked at.
 */
final class Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration NONCE_LIVES = Duration.ofSeconds(60);
    /** A stranger who asks for more makes older ones useless, nothing else. */
    private static final int MOST_NONCES = 1_000;

    private static final int NONCE_BYTES = 16;

    private final Phones phones;
    private final SipMessages messages;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /** Guarded by this, as is {@link #places}. In the order in which they were given out. */
    private final Map<String, Instant> nonces = new LinkedHashMap<>();

    private final Map<String, Place> places = new HashMap<>();

    /** Where, and until when. */
    private record Place(SipURI contact, Instant until) {}

    Registrar(Phones phones, SipMessages messages, InstantSource clock) {
        this.phones = phones;
        this.messages = messages;
        this.clock = clock;
    }

    /** Whether any telephone may register. */
    boolean isOpen() {
        return !phones.hashes().isEmpty();
    }

    /** Where a telephone is now; empty where it is not registered. */
    synchronized Optional<SipURI> find(String name) {
        return Optional.ofNullable(places.get(name))
                .filter(place -> place.until().isAfter(clock.instant()))
                .map(Place::contact);
    }

    /** The answer to a REGISTER. */
    synchronized Response answer(Request request) throws ParseException {
        if (!(request.getHeader(ToHeader.NAME) instanceof ToHeader to)
                || !(to.getAddress().getURI() instanceof SipURI address)) {
            return plain(Response.BAD_REQUEST, request);
        }
        if (!(request.getHeader(AuthorizationHeader.NAME) instanceof AuthorizationHeader given)) {
            return challenge(request, false);
        }
        String name = String.valueOf(given.getUsername());
        if (!isRight(given, name) || !name.equals(address.getUser())) {
            LOG.warn("a telephone was not registered as '{}': wrong name or password", printable(name));
            return plain(Response.FORBIDDEN, request);
        }
        if (!isFresh(given.getNonce())) {
            return challenge(request, true);
        }
        return registered(request, name);
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\w.@-]", "?");
    }

    private Response plain(int status, Request request) throws ParseException {
        return messages.response(status, request, SipAgent.newTag());
    }

    private Response challenge(Request request, boolean stale) throws ParseException {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        if (nonces.size() >= MOST_NONCES) {
            nonces.remove(nonces.keySet().iterator().next());
        }
        nonces.put(nonce, clock.instant());
        Response response = plain(Response.UNAUTHORIZED, request);
        response.setHeader(messages.header(
                "WWW-Authenticate",
                "Digest realm=\"" + phones.domain() + "\", nonce=\"" + nonce + "\", algorithm=MD5, qop=\"auth\""
                        + (stale ? ", stale=true" : "")));
        return response;
    }

    private boolean isFresh(String nonce) {
        Instant given = nonces.get(nonce);
        return given != null && given.plus(NONCE_LIVES).isAfter(clock.instant());
    }

    private boolean isRight(AuthorizationHeader given, String name) {
        String hash = phones.hashes().get(name);
        if (hash == null || given.getURI() == null || given.getNonce() == null || given.getResponse() == null) {
            return false;
        }
        String request = md5(Request.REGISTER + ":" + given.getURI());
        String middle = given.getQop() == null
                ? given.getNonce()
                : given.getNonce() + ":" + String.format(Locale.ROOT, "%08x", given.getNonceCount()) + ":"
                        + given.getCNonce() + ":" + given.getQop();
        return MessageDigest.isEqual(
                md5(hash + ":" + middle + ":" + request).getBytes(StandardCharsets.US_ASCII),
                given.getResponse().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Registers, or with 0 seconds takes away; without a contact it only says what there is. */
    private Response registered(Request request, String name) throws ParseException {
        ContactHeader contact = request.getHeader(ContactHeader.NAME) instanceof ContactHeader one ? one : null;
        if (contact != null) {
            Duration wanted = wanted(request, contact);
            if (wanted.isZero()) {
                places.remove(name);
            } else if (wanted.compareTo(SHORTEST) < 0) {
                Response brief = plain(Response.INTERVAL_TOO_BRIEF, request);
                brief.setHeader(messages.header("Min-Expires", String.valueOf(SHORTEST.toSeconds())));
                return brief;
            } else if (!contact.isWildCard() && contact.getAddress().getURI() instanceof SipURI where) {
                Duration kept = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
                places.put(name, new Place(where, clock.instant().plus(kept)));
            } else {
                return plain(Response.BAD_REQUEST, request);
            }
        }
        Response ok = plain(Response.OK, request);
        Place place = places.get(name);
        if (place != null && place.until().isAfter(clock.instant())) {
            long left = Duration.between(clock.instant(), place.until()).toSeconds();
            ok.setHeader(messages.header("Contact", "<" + place.contact() + ">;expires=" + left));
        }
        return ok;
    }

    /** Spec: RFC 3261 §10.3 step 7: the contact's own time counts before that of the message. */
    private static Duration wanted(Request request, ContactHeader contact) {
        int seconds = contact.getExpires();
        if (seconds < 0 || contact.isWildCard()) {
            seconds = request.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                    ? expires.getExpires()
                    : Math.toIntExact(LONGEST.toSeconds());
        }
        return Duration.ofSeconds(seconds);
    }
}
