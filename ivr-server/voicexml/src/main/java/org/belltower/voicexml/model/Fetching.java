package org.belltower.voicexml.model;

import java.net.URI;
import org.belltower.voicexml.fetch.FetchRequest;

/**
 * How a document has a resource fetched: what its element says, and the properties where that is silent. Immutable. Spec:
 * VoiceXML 2.0 §6.1.1, §6.3.5.
 */
@FunctionalInterface
public interface Fetching {
    /** The request, as properties are where it is made. */
    FetchRequest request(URI uri, Context context);
}
