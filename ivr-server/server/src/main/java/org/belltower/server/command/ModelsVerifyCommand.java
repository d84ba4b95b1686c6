package org.belltower.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.model.SpeechModel;
import org.belltower.speech.vosk.SelfTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ivr models verify}. Confined to the main thread. */
@Command(
        name = "verify",
        description = {
            "Read a model, or all of them, compare checksums, and have each hear a clip of 8 kHz.",
            "Exit code 1 where one is damaged."
        })
final class ModelsVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which; by default all.")
    private Optional<String> name = Optional.empty();

    private ModelsVerifyCommand() {}

    @Override
    public Integer call() {
        ModelStore store = NamedModel.store(configuration.load());
        PrintWriter print = spec.commandLine().getOut();
        try {
            List<SpeechModel> models =
                    name.map(one -> List.of(NamedModel.named(store, one))).orElseGet(store::list);
            boolean sound = true;
            for (SpeechModel model : models) {
                Optional<String> wrong = store.verify(model).or(() -> SelfTest.of(model));
                sound &= wrong.isEmpty();
                print.printf("%-8s %s%n", wrong.isEmpty() ? "ok" : "damaged", model.name());
                wrong.ifPresent(why ->
                        print.printf("         -> %s; ./ivr models remove %s, then add it again%n", why, model.name()));
            }
            print.flush();
            return sound ? 0 : 1;
        } catch (ModelException problem) {
            throw NamedModel.mistake(problem);
        }
    }
}
