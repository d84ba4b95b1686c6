package org.belltower.server.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.server.UserError;
import org.belltower.voicexml.model.TimeDesignation;
import tools.jackson.databind.JsonNode;

/**
 * A conversation that somebody wrote down. Immutable.
 *
 * @param application the folder's name under the voice applications
 * @param steps in their order
 */
public record Conversation(String application, List<Step> steps) {
    private static final String STEPS =
            "hears: WORDS, begins: WORDS, keys: KEYS, says: WORDS, silence: 5s, hangs up, or ends";

    public Conversation {
        steps = List.copyOf(steps);
    }

    /** One thing that happens. */
    public sealed interface Step {
        /** A piece that holds these words is heard to its end. */
        record Hears(String words) implements Step {}

        /** A piece that holds these words begins; the caller may act before its end. */
        record Begins(String words) implements Step {}

        record Keys(String keys) implements Step {}

        record Says(String words) implements Step {}

        /** The caller does nothing for so long, more than zero. */
        record Silence(Duration time) implements Step {}

        /** The caller hangs up. */
        record HangsUp() implements Step {}

        /** The hotline ends the call. */
        record Ends() implements Step {}
    }

    /**
     * Reads a file of {@code application} and {@code steps}.
     *
     * @throws UserError where it cannot be read or holds something else
     */
    public static Conversation read(Path file) {
        JsonNode root = YamlText.read(file);
        String application = root.path("application").asString("");
        JsonNode steps = root.path("steps");
        if (application.isEmpty() || !steps.isArray() || steps.isEmpty()) {
            throw new UserError(file + ": write 'application: NAME' and 'steps:' with a list of " + STEPS);
        }
        List<Step> read = new ArrayList<>();
        for (JsonNode step : steps) {
            int number = read.size() + 1;
            read.add(step(step)
                    .orElseThrow(() ->
                            new UserError(file + ": step " + number + " is " + step + "; write one of " + STEPS)));
        }
        return new Conversation(application, read);
    }

    private static Optional<Step> step(JsonNode node) {
        if (node.isString()) {
            return switch (node.asString()) {
                case "hangs up" -> Optional.of(new Step.HangsUp());
                case "ends" -> Optional.of(new Step.Ends());
                default -> Optional.empty();
            };
        }
        if (!node.isObject() || node.size() != 1) {
            return Optional.empty();
        }
        var property = node.properties().iterator().next();
        String value = property.getValue().asString("");
        if (value.isBlank()) {
            return Optional.empty();
        }
        return switch (property.getKey()) {
            case "hears" -> Optional.of(new Step.Hears(value));
            case "begins" -> Optional.of(new Step.Begins(value));
            case "keys" -> value.matches("[0-9*#A-D]+") ? Optional.of(new Step.Keys(value)) : Optional.empty();
            case "says" -> Optional.of(new Step.Says(value));
            case "silence" ->
                TimeDesignation.parse(value).filter(Duration::isPositive).map(Step.Silence::new);
            default -> Optional.empty();
        };
    }
}
