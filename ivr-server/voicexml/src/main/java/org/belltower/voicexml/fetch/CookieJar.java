package org.belltower.voicexml.fetch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.RFC6265CookieSpecFactory;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.core5.http.Header;

/**
 * The cookies of one call. Thread-safe, because a fetch that was given up may still bring one. It begins and ends with its call
 * and is never shared. Spec: VoiceXML 2.0 appendix N; RFC 6265.
 */
public final class CookieJar {
    /** More push the oldest out. Spec: RFC 6265 §6.1. */
    static final int MAX_COOKIES = 50;

    /** A longer one, name and value together, is left out. Spec: RFC 6265 §6.1. */
    static final int MAX_LENGTH = 4_096;

    private static final CookieSpec RULES =
            new RFC6265CookieSpecFactory(PublicSuffixMatcherLoader.getDefault()).create(HttpClientContext.create());

    private final InstantSource clock;

    private final ReentrantLock lock = new ReentrantLock();
    /** Under {@code lock}. Oldest first. */
    private final List<Cookie> cookies = new ArrayList<>();

    public CookieJar(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes in what an answer sets; a cookie that its origin may not set is left out. */
    void take(Header header, CookieOrigin origin) {
        List<Cookie> set;
        try {
            set = RULES.parse(header, origin);
        } catch (MalformedCookieException e) {
            // RFC 6265 §5.2: ignore the set-cookie-string entirely.
            return;
        }
        for (Cookie cookie : set) {
            if (isValid(cookie, origin) && cookie.getName().length() + length(cookie.getValue()) <= MAX_LENGTH) {
                put(cookie);
            }
        }
    }

    private static int length(String value) {
        return value == null ? 0 : value.length();
    }

    private static boolean isValid(Cookie cookie, CookieOrigin origin) {
        try {
            RULES.validate(cookie, origin);
            return true;
        } catch (MalformedCookieException e) {
            // RFC 6265 §5.3: a cookie for a foreign domain is ignored.
            return false;
        }
    }

    private void put(Cookie cookie) {
        Instant now = clock.instant();
        lock.lock();
        try {
            cookies.removeIf(one -> one.getName().equals(cookie.getName())
                    && one.getDomain().equals(cookie.getDomain())
                    && String.valueOf(one.getPath()).equals(String.valueOf(cookie.getPath())));
            if (!cookie.isExpired(now)) {
                cookies.add(cookie);
            }
            Iterator<Cookie> oldest = cookies.iterator();
            while (cookies.size() > MAX_COOKIES) {
                oldest.next();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The {@code Cookie} header for a request there; empty where none is for it. */
    Optional<String> header(CookieOrigin origin) {
        Instant now = clock.instant();
        List<Cookie> due;
        lock.lock();
        try {
            cookies.removeIf(cookie -> cookie.isExpired(now));
            due = cookies.stream().filter(cookie -> RULES.match(cookie, origin)).toList();
        } finally {
            lock.unlock();
        }
        return due.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        RULES.formatCookies(new ArrayList<>(due)).getFirst().getValue());
    }
}
