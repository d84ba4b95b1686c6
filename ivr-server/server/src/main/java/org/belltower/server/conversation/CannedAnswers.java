package org.belltower.server.conversation;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.belltower.server.UserError;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.ResourceFetcher;
import tools.jackson.databind.JsonNode;

/**
 * Answers of business services out of a YAML file: a service's name, and its answer or a list of answers that are given one after
 * the other, the last again and again. Confined to one call.
 */
public final class CannedAnswers implements ResourceFetcher {
    private final Map<String, List<JsonNode>> byService;
    private final Map<String, Integer> given = new LinkedHashMap<>();

    private CannedAnswers(Map<String, List<JsonNode>> byService) {
        this.byService = Map.copyOf(byService);
    }

    /** Answers nothing: every service is one that does not exist. */
    public static CannedAnswers none() {
        return new CannedAnswers(Map.of());
    }

    /**
     * Reads the file.
     *
     * @throws UserError where it cannot be read or has another shape
     */
    public static CannedAnswers read(Path file) {
        JsonNode root = YamlText.read(file);
        if (!root.isObject()) {
            throw new UserError(file + ": write the name of a service, a colon, and its answer");
        }
        Map<String, List<JsonNode>> byService = new LinkedHashMap<>();
        root.properties()
                .forEach(service -> byService.put(
                        service.getKey(),
                        service.getValue().isArray()
                                ? StreamSupport.stream(service.getValue().spliterator(), false)
                                        .toList()
                                : List.of(service.getValue())));
        return new CannedAnswers(byService);
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        String address = request.uri().getRawSchemeSpecificPart();
        int query = address.indexOf('?');
        String name = query < 0 ? address : address.substring(0, query);
        List<JsonNode> answers = byService.getOrDefault(name, List.of());
        if (answers.isEmpty()) {
            return new FetchResult.Failed(
                    "error.badfetch.http.404",
                    "there is no answer for hotline:" + name + "; add it to the answers, or use the demo data");
        }
        int next = Math.min(given.merge(name, 1, Integer::sum), answers.size()) - 1;
        return new FetchResult.Fetched(
                URI.create("hotline:" + name),
                "application/json",
                Content.of(answers.get(next).toString()),
                Optional.empty());
    }
}
