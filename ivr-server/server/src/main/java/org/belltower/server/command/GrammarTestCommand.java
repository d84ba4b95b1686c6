package org.belltower.server.command;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Continuation;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.GrammarProblem;
import org.belltower.grammar.Match;
import org.belltower.grammar.Meaning;
import org.belltower.grammar.MeaningXml;
import org.belltower.grammar.ScriptValue;
import org.belltower.server.application.UnknownWords;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.vosk.ModelWords;
import org.belltower.speech.vosk.UnknownWord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ivr grammar test}: what a grammar makes of some input. Confined to the main thread. */
@Command(
        name = "test",
        description = {
            "Say whether a grammar accepts words or keys, what they mean (as JSON), and what could follow.",
            "Exit code 0 where it accepts them, 1 where it does not or is broken, 2 for wrong use."
        })
final class GrammarTestCommand implements Callable<Integer> {
    private static final int MOST = 40;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "In the XML or the ABNF form; FILE#RULE for another rule than the root.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Parameters(index = "1", paramLabel = "INPUT", description = "Words with blanks between, or keys; may be empty.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String input;

    @Option(names = "--keys", description = "INPUT is keys; the grammar must be of mode dtmf.")
    private boolean keys;

    @Option(names = "--xml", description = "What it means as XML instead of JSON.")
    private boolean xml;

    private GrammarTestCommand() {}

    @Override
    public Integer call() {
        Configuration loaded = configuration.load();
        PrintWriter out = spec.commandLine().getOut();
        return switch (ApplicationSource.grammar(uri(), loaded)) {
            case CompileResult.Compiled(Grammar grammar) -> {
                int exitCode = test(grammar, out);
                tellUnknown(grammar, loaded, out);
                yield exitCode;
            }
            case CompileResult.Rejected(List<GrammarProblem> problems) -> {
                problems.forEach(problem -> out.println(line(problem)));
                yield 1;
            }
        };
    }

    /** Words that callers may say but the recogniser never hears. */
    private void tellUnknown(Grammar grammar, Configuration loaded, PrintWriter out) {
        SpeechConfig speech = loaded.speech();
        if (!speech.recognition()) {
            return;
        }
        try {
            List<UnknownWord> unknown =
                    ModelWords.of(speech.store(loaded.folders().data())).unknown(grammar, MOST);
            if (!unknown.isEmpty()) {
                out.println("unheard  " + UnknownWords.listed(unknown));
            }
        } catch (ModelException unreadable) {
            spec.commandLine().getErr().println(NamedModel.unreadable(unreadable));
        }
    }

    private URI uri() {
        int hash = file.indexOf('#');
        Path path = Path.of(hash < 0 ? file : file.substring(0, hash));
        if (!Files.isRegularFile(path)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + path);
        }
        return URI.create(path.toUri() + (hash < 0 ? "" : file.substring(hash)));
    }

    private int test(Grammar grammar, PrintWriter out) {
        boolean dtmf = grammar.mode() == GrammarMode.DTMF;
        if (dtmf != keys) {
            throw new ParameterException(
                    spec.commandLine(),
                    dtmf ? "the grammar is of keys; add --keys" : "the grammar is of words; leave out --keys");
        }
        List<String> tokens = tokens();
        boolean accepted = grammar.parse(tokens).isPresent();
        Continuation after = Continuation.of(grammar, tokens);
        int exitCode = accepted ? 0 : 1;
        if (accepted) {
            out.println(
                    tokens.isEmpty()
                            ? "matches  the empty input, which a caller never gives: silence is noinput"
                            : "matches");
            switch (new Match(new ActiveGrammar("test", grammar), tokens).meaning()) {
                case Meaning.Known(ScriptValue value) -> exitCode = means(value, out);
                case Meaning.Failed(GrammarProblem problem) -> {
                    out.println("means    nothing: " + line(problem));
                    exitCode = 1;
                }
            }
        } else {
            out.println(refusal(tokens, after));
        }
        out.println("follow   " + follow(after));
        return exitCode;
    }

    private static String refusal(List<String> tokens, Continuation after) {
        if (tokens.isEmpty()) {
            return "does not match: the input is empty; what may come first follows";
        }
        return after.possible() ? "does not match yet: it is the beginning of a match" : "does not match";
    }

    private int means(ScriptValue value, PrintWriter out) {
        if (!xml) {
            out.println("means    " + JsonMapper.shared().writeValueAsString(plain(value)));
            return 0;
        }
        return switch (MeaningXml.write(value, "result")) {
            case MeaningXml.Outcome.Written(String text) -> {
                out.println("means    " + text);
                yield 0;
            }
            case MeaningXml.Outcome.Impossible(String reason) -> {
                out.println("means    nothing that XML can say: " + reason);
                yield 1;
            }
        };
    }

    private List<String> tokens() {
        String text = input.strip();
        if (text.isEmpty()) {
            return List.of();
        }
        return keys
                ? text.replace(" ", "")
                        .chars()
                        .mapToObj(key -> String.valueOf((char) key))
                        .toList()
                : Arrays.asList(text.split("\\s+", -1));
    }

    private static String follow(Continuation after) {
        if (after.anything()) {
            return "anything";
        }
        if (after.next().isEmpty()) {
            return "nothing";
        }
        String words = String.join("  ", after.next().stream().limit(MOST).toList());
        return after.next().size() > MOST ? words + "  … (" + after.next().size() + " in all)" : words;
    }

    /** A problem with its place, the file as it was typed. */
    private String line(GrammarProblem problem) {
        String whole = problem.toString();
        String document = problem.document().toString();
        int hash = file.indexOf('#');
        String typed = hash < 0 ? file : file.substring(0, hash);
        return document.startsWith(Path.of(typed).toUri().toString())
                ? typed + whole.substring(document.length())
                : whole;
    }

    private static @Nullable Object plain(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Undefined(), ScriptValue.Null() -> null;
            case ScriptValue.Truth(boolean truth) -> truth;
            case ScriptValue.Numeric(double number) ->
                number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : (Object) number;
            case ScriptValue.Text(String text) -> text;
            case ScriptValue.Array(List<ScriptValue> elements) ->
                elements.stream().map(GrammarTestCommand::plain).toArray();
            case ScriptValue.Structure structure -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                structure.properties().forEach((name, property) -> object.put(name, plain(property)));
                yield object;
            }
        };
    }
}
