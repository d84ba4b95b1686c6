package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.cache.CacheResponseStatus;
import org.apache.hc.client5.http.cache.HttpCacheContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * One fetch over HTTP with its redirections; each step of the way is held to the same rules as the first. Runs once, on a thread
 * of its own; {@link #abandon} may be called from another.
 */
final class HttpExchange {
    private static final String BAD_FETCH = "error.badfetch";
    private static final String NOT_AUTHORIZED = "error.noauthorization";
    private static final String HTTPS = "https";
    private static final Pattern AGE = Pattern.compile("[0-9]{1,10}");

    /** In bytes. */
    private static final int LONGEST_UNWANTED = 64 * 1024;

    private final FetchRequest request;
    private final HttpSettings settings;
    private final CloseableHttpClient client;

    private final Object stopping = new Object();
    /** Under {@code stopping}. */
    private Optional<HttpUriRequestBase> underWay = Optional.empty();
    /** Under {@code stopping}. */
    private boolean abandoned;

    HttpExchange(FetchRequest request, HttpSettings settings, CloseableHttpClient client) {
        this.request = request;
        this.settings = settings;
        this.client = client;
    }

    /** What one step of the way gave. */
    private sealed interface Step {
        record Arrived(FetchResult result) implements Step {}

        record Redirected(URI to, boolean asGet) implements Step {}
    }

    /** Ends it at the next thing it does, at once where it waits for a connection or for bytes. */
    void abandon() {
        Optional<HttpUriRequestBase> cut;
        synchronized (stopping) {
            abandoned = true;
            cut = underWay;
        }
        cut.ifPresent(HttpUriRequestBase::cancel);
    }

    FetchResult run() {
        boolean post = request.method() == FetchRequest.Method.POST;
        if (!request.parts().isEmpty() && (!post || request.encoding() != FetchRequest.Encoding.MULTIPART)) {
            return failed(
                    request.uri(),
                    "cannot be sent a recording like this; use method=\"post\" and"
                            + " enctype=\"multipart/form-data\"");
        }
        URI uri = post ? request.uri() : FormBody.inQuery(request.uri(), request.parameters());
        for (int redirections = 0; redirections <= settings.redirects(); redirections++) {
            Optional<FetchResult> refusal = refusal(uri);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Step step;
            try {
                step = step(uri, post);
            } catch (RefusedAddressException e) {
                return new FetchResult.Failed(
                        NOT_AUTHORIZED,
                        ShownAddress.of(uri) + " leads to an address inside this network; name the address itself under"
                                + " fetch: allow: where that is wanted");
            } catch (IOException e) {
                return failed(uri, reason(e));
            } catch (IllegalArgumentException e) {
                // The client's way to say that it cannot make sense of a header.
                return failed(uri, "answers with a head that cannot be read");
            }
            switch (step) {
                case Step.Arrived(FetchResult result) -> {
                    return result;
                }
                case Step.Redirected(URI to, boolean asGet) -> {
                    if (isSecure(uri) && !isSecure(to)) {
                        return failed(uri, "redirects from https to " + to.getScheme() + ", which is refused");
                    }
                    uri = to;
                    post = post && !asGet;
                }
            }
        }
        return failed(request.uri(), "redirects more than " + settings.redirects() + " times");
    }

    private static boolean isSecure(URI uri) {
        return HTTPS.equalsIgnoreCase(uri.getScheme());
    }

    private Optional<FetchResult> refusal(URI uri) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || isSecure(uri);
        if (!http || uri.getHost() == null) {
            return Optional.of(failed(uri, "is no address of an http server"));
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of(failed(uri, "has a user's name in it, which is refused"));
        }
        return settings.allowed().permits(uri)
                ? Optional.empty()
                : Optional.of(new FetchResult.Failed(
                        NOT_AUTHORIZED,
                        ShownAddress.of(uri) + " is on no allowed host; add it under fetch: allow: of ivr.yaml"));
    }

    private Step step(URI uri, boolean post) throws IOException {
        HttpUriRequestBase message = message(uri, post, request.freshness());
        HttpCacheContext context = context();
        try (ClassicHttpResponse response = send(uri, message, context)) {
            if (!isTooOld(response, context)) {
                return step(uri, message, response);
            }
            finish(message, response);
        }
        HttpUriRequestBase again = message(uri, post, Freshness.NOW);
        try (ClassicHttpResponse response = send(uri, again, context())) {
            return step(uri, again, response);
        }
    }

    private Step step(URI uri, HttpUriRequestBase message, ClassicHttpResponse response) throws IOException {
        if (isRedirection(response.getCode())) {
            finish(message, response);
            return redirection(uri, response);
        }
        if (response.getCode() < HttpStatus.SC_OK || response.getCode() >= HttpStatus.SC_REDIRECTION) {
            finish(message, response);
            return new Step.Arrived(status(uri, response.getCode()));
        }
        return new Step.Arrived(result(uri, message, response));
    }

    /**
     * Whether a kept copy is older than the document wants. To the cache {@code max-stale} makes up for {@code max-age}; to
     * VoiceXML 2.0 §6.1.2 the age goes first.
     */
    private boolean isTooOld(ClassicHttpResponse response, HttpCacheContext context) {
        if (context.getCacheResponseStatus() != CacheResponseStatus.CACHE_HIT
                || request.freshness().maxStale().isEmpty()) {
            return false;
        }
        Header age = response.getFirstHeader(HttpHeaders.AGE);
        String seconds =
                age == null || age.getValue() == null ? "" : age.getValue().strip();
        return AGE.matcher(seconds).matches()
                && request.freshness().isOlder(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private HttpCacheContext context() {
        HttpCacheContext context = HttpCacheContext.create();
        request.cookies().ifPresent(jar -> context.setAttribute(CachingClient.COOKIES, jar));
        return context;
    }

    private ClassicHttpResponse send(URI uri, HttpUriRequestBase message, HttpCacheContext context) throws IOException {
        synchronized (stopping) {
            underWay = Optional.of(message);
            if (abandoned) {
                throw new InterruptedIOException("given up");
            }
        }
        return client.executeOpen(new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()), message, context);
    }

    /** Reads an unwanted body to its end, so that the connection can be used again; one that is long is cut off. */
    private static void finish(HttpUriRequestBase message, ClassicHttpResponse response) throws IOException {
        if (response.getEntity() != null
                && response.getEntity().getContent().readNBytes(LONGEST_UNWANTED).length == LONGEST_UNWANTED) {
            message.cancel();
        }
    }

    private HttpUriRequestBase message(URI uri, boolean post, Freshness freshness) throws IOException {
        var message = new HttpUriRequestBase(post ? "POST" : "GET", URI.create(uri.toASCIIString()));
        if (post) {
            message.setEntity(FormBody.of(request));
        }
        if (request.secret()) {
            message.addHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        } else {
            freshness.directives().ifPresent(directives -> message.addHeader(HttpHeaders.CACHE_CONTROL, directives));
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        int port = uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
        request.cookies()
                .flatMap(jar -> jar.header(new CookieOrigin(uri.getHost(), port, path, isSecure(uri))))
                .ifPresent(cookies -> message.addHeader(HttpHeaders.COOKIE, cookies));
        return message;
    }

    private static boolean isRedirection(int status) {
        return switch (status) {
            case HttpStatus.SC_MOVED_PERMANENTLY,
                    HttpStatus.SC_MOVED_TEMPORARILY,
                    HttpStatus.SC_SEE_OTHER,
                    HttpStatus.SC_TEMPORARY_REDIRECT,
                    HttpStatus.SC_PERMANENT_REDIRECT -> true;
            default -> false;
        };
    }

    /** Spec: RFC 9110 §15.4; a POST becomes a GET as every browser does it. */
    private static Step redirection(URI uri, ClassicHttpResponse response) {
        int status = response.getCode();
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        if (location == null || location.getValue() == null) {
            return new Step.Arrived(status(uri, status));
        }
        try {
            URI to = uri.resolve(new URI(location.getValue().strip()));
            boolean asGet = status != HttpStatus.SC_TEMPORARY_REDIRECT && status != HttpStatus.SC_PERMANENT_REDIRECT;
            return new Step.Redirected(withoutFragment(to), asGet);
        } catch (URISyntaxException e) {
            return new Step.Arrived(failed(uri, "redirects to what is no address"));
        }
    }

    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? uri : URI.create(text.substring(0, hash));
    }

    private FetchResult result(URI uri, HttpUriRequestBase message, ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = new byte[0];
        if (entity != null) {
            InputStream in = entity.getContent();
            body = in.readNBytes(settings.bodyBytes() + 1);
            if (body.length > settings.bodyBytes()) {
                // Closing it would read on to its end.
                message.cancel();
                throw new TooLongException(settings.bodyBytes());
            }
        }
        Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        String contentType = type == null || type.getValue() == null ? "" : type.getValue();
        Optional<Charset> charset;
        try {
            charset = charset(contentType);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return failed(uri, "comes in an encoding that is not known");
        }
        // Where a secret went into the query, the address is not shown to whoever observes the session.
        URI shown = request.secret() ? withoutQuery(uri) : uri;
        Optional<String> label = isKept(response) ? Optional.of(label(uri, contentType, body)) : Optional.empty();
        if (label.isPresent() && request.validator().equals(label)) {
            return new FetchResult.NotModified();
        }
        return new FetchResult.Fetched(shown, contentType, Content.of(body, charset), label);
    }

    /** Whether what is made of the answer may be kept as long as the answer stays the same. */
    private boolean isKept(ClassicHttpResponse response) {
        if (request.secret()) {
            return false;
        }
        for (Header header : response.getHeaders(HttpHeaders.CACHE_CONTROL)) {
            String directives = String.valueOf(header.getValue()).toLowerCase(Locale.ROOT);
            if (directives.contains("no-store") || directives.contains("private")) {
                return false;
            }
        }
        return true;
    }

    /** Changes with whatever a document compiled from the answer depends on. */
    private static String label(URI uri, String contentType, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return uri + " " + contentType + " " + HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static URI withoutQuery(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? uri : URI.create(text.substring(0, query));
    }

    private static Optional<Charset> charset(String contentType) {
        for (String parameter : contentType.split(";", -1)) {
            String trimmed = parameter.strip();
            if (trimmed.regionMatches(true, 0, "charset=", 0, "charset=".length())) {
                return Optional.of(Charset.forName(
                        trimmed.substring("charset=".length()).replace("\"", "").strip()));
            }
        }
        return Optional.empty();
    }

    private static FetchResult status(URI uri, int status) {
        return new FetchResult.Failed(BAD_FETCH + ".http." + status, ShownAddress.of(uri) + " answers " + status);
    }

    private static FetchResult failed(URI uri, String what) {
        return new FetchResult.Failed(BAD_FETCH, ShownAddress.of(uri) + " " + what);
    }

    /** In words of our own: what the other side sent may hold a secret. */
    private static String reason(IOException problem) {
        return switch (problem) {
            case TooLongException e -> String.valueOf(e.getMessage());
            case UnknownHostException _ -> "is on a host that cannot be found";
            case NoHttpResponseException _ -> "closes the connection without an answer";
            case ConnectionClosedException _ -> "closes the connection before its answer is whole";
            case MessageConstraintException _ -> "answers with a head that is too long";
            case SSLException e -> "cannot be trusted: " + e.getMessage();
            case ConnectException _ -> "takes no connection";
            case SocketException _ -> "breaks the connection off";
            case InterruptedIOException _ -> "was given up";
            default -> "answers what cannot be read (" + problem.getClass().getSimpleName() + ")";
        };
    }
}
