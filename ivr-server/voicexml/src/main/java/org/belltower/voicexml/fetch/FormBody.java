package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Writes the values of a {@code namelist} as a query or as the body of a POST, in UTF-8. Spec: VoiceXML 2.0 §5.3.8. */
final class FormBody {
    private static final ContentType FORM =
            ContentType.create(FetchRequest.Encoding.FORM.mediaType(), StandardCharsets.UTF_8);
    private static final ContentType MULTIPART = ContentType.create(FetchRequest.Encoding.MULTIPART.mediaType());
    private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);

    private FormBody() {}

    /** The address with the values behind the query that it has. */
    static URI inQuery(URI uri, SequencedMap<String, String> values) {
        if (values.isEmpty()) {
            return uri;
        }
        String address = uri.toString();
        char joint = uri.getRawQuery() == null ? '?' : '&';
        return URI.create(address + joint + encoded(values));
    }

    static HttpEntity of(FetchRequest request) throws IOException {
        return switch (request.encoding()) {
            case FORM -> new StringEntity(encoded(request.parameters()), FORM);
            case MULTIPART -> multipart(request);
        };
    }

    private static HttpEntity multipart(FetchRequest request) throws IOException {
        // Field names go out as they are, in UTF-8, as RFC 7578 §5.1 wants them.
        var body = MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8)
                .setContentType(MULTIPART);
        request.parameters().forEach((name, value) -> body.addTextBody(name, value, TEXT));
        for (FetchRequest.Part part : request.parts()) {
            body.addBinaryBody(
                    part.name(), part.bytes().read(), ContentType.parseLenient(part.mediaType()), part.name());
        }
        return body.build();
    }

    private static String encoded(SequencedMap<String, String> values) {
        var text = new StringBuilder();
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!text.isEmpty()) {
                text.append('&');
            }
            text.append(URLEncoder.encode(value.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
