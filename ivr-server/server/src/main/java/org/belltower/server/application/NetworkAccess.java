package org.belltower.server.application;

import java.io.UncheckedIOException;
import org.belltower.server.UserError;
import org.belltower.server.config.FetchConfig;
import org.belltower.voicexml.fetch.HttpFetcher;

/** What documents reach over the network: the same for calls and for a dialog in the terminal. <em>Stateless.</em> */
public final class NetworkAccess {
    private NetworkAccess() {}

    /**
     * A fetcher under the operator's list of hosts; whoever opens it closes it.
     *
     * @throws UserError where the certificate authorities cannot be read
     */
    public static HttpFetcher open(FetchConfig fetch) {
        try {
            return HttpFetcher.open(fetch.settings());
        } catch (UncheckedIOException e) {
            throw new UserError("fetch: ca-file: " + e.getMessage() + "; name a file of certificates in PEM", e);
        }
    }
}
