package org.belltower.server.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ivr models list}. Confined to the main thread. */
@Command(name = "list", description = "List the models: name, language, sample rate, checksum.")
final class ModelsListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    private ModelsListCommand() {}

    @Override
    public Integer call() {
        ModelStore store = NamedModel.store(configuration.load());
        PrintWriter print = spec.commandLine().getOut();
        try {
            store.list().forEach(model -> print.println(NamedModel.line(model)));
            if (store.find(ModelStore.ENGLISH).isEmpty()) {
                print.printf(
                        "%-32s %-8s comes with the build, and is unpacked at the first start%n",
                        ModelStore.ENGLISH, "en-US");
            }
        } catch (ModelException problem) {
            throw NamedModel.mistake(problem);
        }
        print.flush();
        return 0;
    }
}
