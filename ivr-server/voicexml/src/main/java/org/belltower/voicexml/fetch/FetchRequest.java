package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What to fetch. Immutable. Spec: VoiceXML 2.0 §6.1.
 *
 * @param uri absolute, without a fragment
 * @param method how the parameters travel
 * @param parameters from a {@code namelist}, in its order; for GET they go into the query
 * @param parts from a {@code namelist}, what is no text, such as a recording; they travel as multipart only
 * @param encoding how the body of a POST is written
 * @param freshness how old a kept copy may be
 * @param timeout how long the fetch may take in all: resolving, connecting, redirects and the whole body
 * @param validator what a copy that the asker holds was labelled with; the same label answers {@link FetchResult.NotModified}
 * @param cookies those of the call that asks; empty for a fetch that belongs to no call
 * @param audio what the caller hears meanwhile
 * @param secret whether it carries what the caller has entered as a secret: nothing of it is kept or shown
 */
public record FetchRequest(
        URI uri,
        Method method,
        SequencedMap<String, String> parameters,
        List<Part> parts,
        Encoding encoding,
        Freshness freshness,
        Duration timeout,
        Optional<String> validator,
        Optional<CookieJar> cookies,
        Optional<FetchAudio> audio,
        boolean secret) {
    private static final SequencedMap<String, String> NOTHING =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    public FetchRequest {
        parameters =
                parameters.isEmpty() ? NOTHING : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
        parts = List.copyOf(parts);
    }

    /** A plain GET without parameters. */
    public static FetchRequest get(URI uri, Duration timeout) {
        return new FetchRequest(
                uri,
                Method.GET,
                NOTHING,
                List.of(),
                Encoding.FORM,
                Freshness.OF_THE_SOURCE,
                timeout,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The same of another address. */
    public FetchRequest at(URI other) {
        return new FetchRequest(
                other, method, parameters, parts, encoding, freshness, timeout, validator, cookies, audio, secret);
    }

    /** The same, unless the resource still carries this label. */
    public FetchRequest unless(String label) {
        return new FetchRequest(
                uri,
                method,
                parameters,
                parts,
                encoding,
                freshness,
                timeout,
                Optional.of(label),
                cookies,
                audio,
                secret);
    }

    /** The same with these values. */
    public FetchRequest sending(Method how, Encoding body, SequencedMap<String, String> texts, List<Part> others) {
        return new FetchRequest(uri, how, texts, others, body, freshness, timeout, validator, cookies, audio, secret);
    }

    /** The same with what a document says of caching. */
    public FetchRequest with(Freshness wanted) {
        return new FetchRequest(
                uri, method, parameters, parts, encoding, wanted, timeout, validator, cookies, audio, secret);
    }

    /** The same while the caller hears this. */
    public FetchRequest hearing(FetchAudio heard) {
        return new FetchRequest(
                uri,
                method,
                parameters,
                parts,
                encoding,
                freshness,
                timeout,
                validator,
                cookies,
                Optional.of(heard),
                secret);
    }

    /** The same for a call. */
    public FetchRequest of(CookieJar jar) {
        return new FetchRequest(
                uri,
                method,
                parameters,
                parts,
                encoding,
                freshness,
                timeout,
                validator,
                Optional.of(jar),
                audio,
                secret);
    }

    /** The same, carrying a secret. */
    public FetchRequest asSecret() {
        return new FetchRequest(
                uri, method, parameters, parts, encoding, freshness, timeout, validator, cookies, audio, true);
    }

    /** Whether what comes may be kept for others that ask for the same address. */
    public boolean isPlain() {
        return method == Method.GET && parameters.isEmpty() && parts.isEmpty() && !secret;
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

    /** How the body of a POST is written: the {@code enctype} attribute. Spec: VoiceXML 2.0 §5.3.8. */
    public enum Encoding {
        FORM("application/x-www-form-urlencoded"),
        MULTIPART("multipart/form-data");

        private final String mediaType;

        Encoding(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }

        public static Optional<Encoding> of(String enctype) {
            for (Encoding encoding : values()) {
                if (encoding.mediaType.equalsIgnoreCase(enctype.strip())) {
                    return Optional.of(encoding);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A value that is sent as a file.
     *
     * @param name of the form's field
     * @param mediaType such as {@code audio/x-wav}
     * @param bytes read when the request is sent
     */
    public record Part(String name, String mediaType, ByteSource bytes) {}

    /** The bytes of a part, whole. */
    @FunctionalInterface
    public interface ByteSource {
        byte[] read() throws IOException;
    }

    /** A value of a script that is submitted as a part, such as a recording. Spec: VoiceXML 2.0 §2.3.6. */
    public interface PartSource {
        /** As the part with this name. */
        Part part(String name);
    }
}
