package org.belltower.voicexml.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What to fetch. Immutable. Spec: VoiceXML 2.0 §6.1.
 *
 * @param uri absolute, without a fragment
 * @param method how the parameters travel
 * @param parameters from a {@code namelist}, in its order; for GET they go into the query
 * @param timeout how long the fetch may take
 * @param validator what a copy that the asker holds was labelled with; the same label answers {@link FetchResult.NotModified}
 */
public record FetchRequest(
        URI uri, Method method, SequencedMap<String, String> parameters, Duration timeout, Optional<String> validator) {
    public FetchRequest {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    /** A plain GET without parameters. */
    public static FetchRequest get(URI uri, Duration timeout) {
        return new FetchRequest(uri, Method.GET, new LinkedHashMap<>(), timeout, Optional.empty());
    }

    /** The same, unless the resource still carries this label. */
    public FetchRequest unless(String label) {
        return new FetchRequest(uri, method, parameters, timeout, Optional.of(label));
    }

    /** The parameters where their order does not matter. */
    public Map<String, String> values() {
        return parameters;
    }

    /** How parameters travel. */
    public enum Method {
        GET,
        POST
    }
}
