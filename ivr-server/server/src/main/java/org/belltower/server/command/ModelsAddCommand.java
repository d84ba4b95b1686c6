package org.belltower.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.belltower.server.UserError;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.model.SpeechModel;
import org.belltower.speech.vosk.SelfTest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ivr models add}: a further language. Confined to the main thread. */
@Command(
        name = "add",
        description = {
            "Take a Vosk model in from a ZIP file, a folder or a web address, try it, and print its checksum.",
            "A running server listens with it after its next start."
        })
final class ModelsAddCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "PATH-or-URL", description = "e.g. vosk-model-small-cn-0.22.zip; http or https.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String source;

    @Option(names = "--language", paramLabel = "TAG", description = "Such as zh-CN; by default what the name says.")
    private Optional<Locale> language = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "What it is to be called; by default as its file.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "The checksum that the file has to have; nothing is added where it has another.")
    private Optional<String> checksum = Optional.empty();

    private ModelsAddCommand() {}

    @Override
    public Integer call() {
        ModelStore store = NamedModel.store(configuration.load());
        PrintWriter print = spec.commandLine().getOut();
        try {
            SpeechModel model =
                    source.matches("(?i)https?://.*") ? download(store, print) : add(store, Path.of(source), name);
            Optional<String> wrong = SelfTest.of(model);
            if (wrong.isPresent()) {
                store.remove(model.name());
                throw new UserError(model.name() + " is not added, for it cannot be used: " + wrong.get());
            }
            print.println(NamedModel.line(model));
            print.flush();
            return 0;
        } catch (ModelException problem) {
            throw NamedModel.mistake(problem);
        }
    }

    private SpeechModel add(ModelStore store, Path path, Optional<String> called) {
        if (!Files.exists(path)) {
            throw new ParameterException(spec.commandLine(), "there is no " + path);
        }
        if (checksum.isPresent()) {
            if (Files.isDirectory(path)) {
                throw new ParameterException(
                        spec.commandLine(), "--sha256 is for a file, but " + path + " is a folder");
            }
            String seen = ModelDownload.sha256(path);
            if (!seen.equalsIgnoreCase(checksum.get())) {
                throw new UserError(source + " is not what was wanted: its SHA-256 is " + seen);
            }
        }
        return store.add(path, called, language);
    }

    private SpeechModel download(ModelStore store, PrintWriter print) {
        URI address = address();
        String file = String.valueOf(
                Path.of(Optional.ofNullable(address.getPath()).orElse("")).getFileName());
        @Nullable Path downloaded = null;
        try {
            Files.createDirectories(store.folder());
            downloaded = Files.createTempFile(store.folder(), ".download-", ".zip");
            long bytes = ModelDownload.fetch(address, downloaded);
            print.printf("%s: %d bytes, sha256 %s%n", file, bytes, ModelDownload.sha256(downloaded));
            print.flush();
            return add(store, downloaded, name.or(() -> Optional.of(file.replaceFirst("(?i)\\.zip$", ""))));
        } catch (IOException e) {
            throw new UserError(address + " cannot be fetched: " + e, e);
        } finally {
            discard(downloaded);
        }
    }

    private URI address() {
        try {
            return new URI(source);
        } catch (URISyntaxException e) {
            throw new ParameterException(spec.commandLine(), source + " is no web address", e);
        }
    }

    private static void discard(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UserError(file + " is left over and can be deleted", e);
            }
        }
    }
}
