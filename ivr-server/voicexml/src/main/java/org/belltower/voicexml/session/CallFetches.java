package org.belltower.voicexml.session;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.belltower.voicexml.fetch.CookieJar;
import org.belltower.voicexml.fetch.FetchRequest;

/**
 * What one call adds to its fetches: its cookies, and whether they carry what the caller has entered as a secret. Confined to the
 * call's thread. Spec: VoiceXML 2.0 §6.1, appendix N.
 */
final class CallFetches {
    private final Secrets secrets;
    private final CookieJar cookies;

    CallFetches(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.cookies = new CookieJar(clock);
    }

    /** The request as this call makes it. */
    FetchRequest of(FetchRequest request) {
        FetchRequest mine = request.of(cookies);
        return carriesSecret(request) ? mine.asSecret() : mine;
    }

    private boolean carriesSecret(FetchRequest request) {
        String uri = request.uri().toString();
        String decoded = decoded(uri);
        return secrets.within(uri)
                || (!decoded.equals(uri) && secrets.within(decoded))
                || request.parameters().values().stream().anyMatch(secrets::within);
    }

    private static String decoded(String uri) {
        try {
            return URLDecoder.decode(uri, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return uri;
        }
    }
}
