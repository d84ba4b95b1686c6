package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Puts the HTTP client together: a pool of connections to checked addresses, a cache that all calls share, and between the two
 * the cookies of each call. It follows no redirection, knows no password and no proxy. Spec: RFC 9110, RFC 9111.
 */
final class CachingClient {
    /** The cookies of the call, in the context of an exchange. */
    static final String COOKIES = "org.belltower.cookies";

    private static final String NAME = "call-cookies";
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private CachingClient() {}

    static CloseableHttpClient open(HttpSettings settings, AddressGuard guard, CacheStorage storage)
            throws IOException {
        var tls = ClientTlsStrategyBuilder.create();
        if (settings.authorities().isPresent()) {
            tls.setSslContext(TrustedAuthorities.with(settings.authorities().get()));
        }
        Http1Config wire = Http1Config.custom()
                .setMaxLineLength(HttpSettings.HEADER_LINE)
                .setMaxHeaderCount(HttpSettings.HEADER_LINES)
                .build();
        Timeout longest = timeout(settings.longest());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(guard)
                .setTlsSocketStrategy(tls.buildClassic())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(wire)
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnTotal(HttpSettings.CONNECTIONS)
                .setMaxConnPerRoute(HttpSettings.CONNECTIONS_A_HOST)
                // No lock is held while a connection says good-bye.
                .setOffLockDisposalEnabled(true)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(longest)
                        .setSocketTimeout(longest)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        return CachingHttpClientBuilder.create()
                .setCacheConfig(CacheConfig.custom()
                        .setSharedCache(true)
                        .setHeuristicCachingEnabled(false)
                        .setStaleIfErrorEnabled(false)
                        .setAsynchronousWorkers(0)
                        .setMaxObjectSize(settings.bodyBytes())
                        .build())
                .setHttpCacheStorage(storage)
                .setConnectionManager(connections)
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(longest)
                        .setResponseTimeout(longest)
                        .build())
                .setUserAgent("Belltower")
                .setRetryStrategy(new OnceOnAClosedConnection())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(IDLE)
                .addExecInterceptorAfter(ChainElement.PROTOCOL.name(), NAME, CachingClient::exchange)
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    /**
     * Between the cache and the wire: what sets a cookie goes to the call that asked and to no other. An answer to a request that
     * said whose it is counts as private unless its source calls it public, as RFC 9111 §3.5 has it for {@code Authorization}.
     */
    private static ClassicHttpResponse exchange(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        Header[] set = response.getHeaders(HttpHeaders.SET_COOKIE);
        if (set.length > 0) {
            if (scope.clientContext.getAttribute(COOKIES) instanceof CookieJar jar) {
                CookieOrigin origin = origin(request, scope);
                for (Header header : set) {
                    jar.take(header, origin);
                }
            }
            response.removeHeaders(HttpHeaders.SET_COOKIE);
        }
        boolean personal = set.length > 0 || request.containsHeader(HttpHeaders.COOKIE);
        if (personal && response.getCode() != HttpStatus.SC_NOT_MODIFIED && !isPublic(response)) {
            response.addHeader(HttpHeaders.CACHE_CONTROL, "private");
        }
        return response;
    }

    private static CookieOrigin origin(ClassicHttpRequest request, ExecChain.Scope scope) {
        String path = request.getPath();
        int query = path.indexOf('?');
        return new CookieOrigin(
                scope.route.getTargetHost().getHostName(),
                Math.max(0, scope.route.getTargetHost().getPort()),
                query < 0 ? path : path.substring(0, query),
                scope.route.isSecure());
    }

    private static boolean isPublic(HttpResponse response) {
        for (Header header : response.getHeaders(HttpHeaders.CACHE_CONTROL)) {
            for (String directive : String.valueOf(header.getValue()).split(",", -1)) {
                if (directive.strip().equalsIgnoreCase("public")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A connection that its server had closed while it lay idle costs one more try, of what may be repeated. */
    private static final class OnceOnAClosedConnection implements HttpRequestRetryStrategy {
        @Override
        public boolean retryRequest(HttpRequest request, IOException problem, int tries, HttpContext context) {
            return tries <= 1
                    && problem instanceof NoHttpResponseException
                    && request.getMethod().equals("GET");
        }

        @Override
        public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
            return false;
        }

        @Override
        public TimeValue getRetryInterval(HttpResponse response, int tries, HttpContext context) {
            return TimeValue.ZERO_MILLISECONDS;
        }
    }
}
