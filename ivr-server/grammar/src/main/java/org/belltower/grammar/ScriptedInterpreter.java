package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.grammar.script.ScriptFailedException;
import org.belltower.grammar.script.ScriptSandbox;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * Works out what a parse means by running its tags in the order in which they were passed. <i>Confined to one thread, for
 * one parse.</i> The header's tags of a document run once, when the first of its rules is entered, in a scope that the
 * document's rules share during this parse and no longer.
 *
 * <p>Spec: SISR 1.0 §3 to §6.
 */
final class ScriptedInterpreter {
    private final List<GrammarDocument> documents;
    private final TagScripts scripts;
    private final Utterance utterance;
    private final double score;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Map<URI, ScriptableObject> headers = new HashMap<>();
    private int matched;
    private URI document;
    private Position position = Position.start();
    private String source = "";

    /** @param score how sure it is that the utterance was said */
    ScriptedInterpreter(Grammar grammar, TagScripts scripts, Utterance utterance, double score) {
        this.documents = grammar.documents();
        this.scripts = scripts;
        this.utterance = utterance;
        this.score = score;
        this.document = grammar.uri();
    }

    /** A rule that is being gone through. */
    private static final class Frame {
        private final ParseEvent.Enter rule;
        private final int start;
        private final RuleVariables variables;
        private boolean tagged;
        private Optional<String> text = Optional.empty();

        Frame(ParseEvent.Enter rule, int start, RuleVariables variables) {
            this.rule = rule;
            this.start = start;
            this.variables = variables;
        }
    }

    Meaning interpret(List<ParseEvent> events) {
        try {
            return ScriptSandbox.shared().run(context -> meaning(events, context));
        } catch (ScriptFailedException e) {
            return new Meaning.Failed(TagScripts.problem(document, position, source, e));
        }
    }

    private Meaning meaning(List<ParseEvent> events, Context context) {
        try {
            return new Meaning.Known(value(events, context));
        } catch (ScriptValues.TooLargeException e) {
            return new Meaning.Failed(new GrammarProblem(
                    GrammarProblem.Kind.LIMIT,
                    document,
                    position,
                    String.valueOf(e.getMessage()),
                    "limit of this server",
                    "Give the application less"));
        }
    }

    private ScriptValue value(List<ParseEvent> events, Context context) {
        Object value = "";
        int[] ends = ends(events);
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case ParseEvent.Enter enter -> enter(enter, ends[i], context);
                case ParseEvent.Matched _ -> matched++;
                case ParseEvent.Tagged tag -> run(tag, frames.element(), context);
                case ParseEvent.Leave() -> value = leave(context);
            }
        }
        return new ScriptValues().of(value);
    }

    /** For each event that enters a rule, how much is matched when the rule is left. */
    private static int[] ends(List<ParseEvent> events) {
        var ends = new int[events.size()];
        Deque<Integer> open = new ArrayDeque<>();
        int matched = 0;
        for (int i = 0; i < ends.length; i++) {
            switch (events.get(i)) {
                case ParseEvent.Enter _ -> open.push(i);
                case ParseEvent.Matched _ -> matched++;
                case ParseEvent.Tagged _ -> {}
                case ParseEvent.Leave() -> ends[open.pop()] = matched;
            }
        }
        return ends;
    }

    private void enter(ParseEvent.Enter enter, int end, Context context) {
        int start = matched;
        ScriptableObject header = headers.get(enter.document());
        if (header == null) {
            header = ScriptSandbox.shared().newScope();
            headers.put(enter.document(), header);
            runHeader(enter, header, context);
        }
        var variables = new RuleVariables(context, header, enter.tagFormat(), () -> utterance.text(start, end), score);
        frames.push(new Frame(enter, start, variables));
    }

    private void runHeader(ParseEvent.Enter enter, ScriptableObject header, Context context) {
        boolean scripted = switch (enter.tagFormat()) {
            case TagFormat.Script _, TagFormat.Undeclared _ -> true;
            case TagFormat.Literals _, TagFormat.Other _ -> false;
        };
        documents.stream()
                .filter(found -> scripted && found.uri().equals(enter.document()))
                .flatMap(found -> found.tags().stream())
                .forEach(tag -> run(enter.document(), tag.position(), tag.content(), header, context));
    }

    private void run(ParseEvent.Tagged tag, Frame frame, Context context) {
        frame.tagged = true;
        switch (frame.rule.tagFormat()) {
            case TagFormat.Literals() -> frame.text = Optional.of(tag.content());
            case TagFormat.Script _, TagFormat.Undeclared _ ->
                run(frame.rule.document(), tag.position(), tag.content(), frame.variables, context);
            case TagFormat.Other _ -> frame.text = Optional.of(frame.text.orElse("") + tag.content());
        }
    }

    private void run(URI document, Position position, String source, ScriptableObject scope, Context context) {
        this.document = document;
        this.position = position;
        this.source = source;
        Script script = scripts.script(document, position, source);
        script.exec(context, scope, scope);
    }

    private Object leave(Context context) {
        Frame frame = frames.pop();
        int end = matched;
        Supplier<String> text = () -> utterance.text(frame.start, end);
        Object value = result(frame, text);
        Frame outer = frames.peek();
        if (outer != null) {
            outer.variables.matched(context, frame.rule.rule(), value, text);
            if (outer.rule.tagFormat().equals(BuiltinGrammars.SPELLING)) {
                outer.tagged = true;
                outer.text = Optional.of(outer.text.orElse("") + Context.toString(value));
            }
        }
        return value;
    }

    private static Object result(Frame frame, Supplier<String> text) {
        if (frame.text.isPresent()) {
            return frame.text.get();
        }
        if (frame.tagged) {
            return frame.variables.out();
        }
        return frame.variables.anyRule() ? frame.variables.latest() : text.get();
    }
}
