package org.belltower.server.command;

import java.util.concurrent.Callable;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ivr models remove}. Confined to the main thread. */
@Command(
        name = "remove",
        description = {
            "Delete a model. The English one that comes with the build is unpacked anew at the next start.",
        })
final class ModelsRemoveCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "NAME", description = "As ./ivr models list has it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    private ModelsRemoveCommand() {}

    @Override
    public Integer call() {
        ModelStore store = NamedModel.store(configuration.load());
        try {
            store.remove(NamedModel.named(store, name).name());
            return 0;
        } catch (ModelException problem) {
            throw NamedModel.mistake(problem);
        }
    }
}
