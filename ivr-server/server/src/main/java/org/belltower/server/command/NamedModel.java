package org.belltower.server.command;

import java.util.Locale;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.model.SpeechModel;

/** What the commands about models have in common. <em>Stateless.</em> */
final class NamedModel {
    private NamedModel() {}

    /** The store that the server of this configuration uses. */
    static ModelStore store(Configuration configuration) {
        return configuration.speech().store(configuration.folders().data());
    }

    /** A model in one line. */
    static String line(SpeechModel model) {
        return String.format(
                Locale.ROOT,
                "%-32s %-8s %5d Hz  sha256 %s",
                model.name(),
                model.language().toLanguageTag(),
                model.rate().hertz(),
                model.checksum());
    }

    /**
     * The model of a name.
     *
     * @throws UserError where there is none
     */
    static SpeechModel named(ModelStore store, String name) {
        return store.find(name)
                .orElseThrow(() -> new UserError("there is no model " + name + "; ./ivr models list names them"));
    }

    /** One line about a model whose words nobody can tell. */
    static String unreadable(ModelException problem) {
        return problem.getMessage()
                + "; which words are never heard is not checked; ./ivr models verify says what is wrong";
    }

    static UserError mistake(ModelException problem) {
        return new UserError(String.valueOf(problem.getMessage()), problem);
    }
}
