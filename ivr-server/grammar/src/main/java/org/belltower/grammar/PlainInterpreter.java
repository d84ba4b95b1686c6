package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what a parse means where its tags are literals or {@link TagAssignment assignments}, rule by rule from the inside
 * out: no script is run for the key grammars that most calls use. <i>Confined to one thread, for one parse.</i>
 *
 * <p>Spec: SISR 1.0 §3.2 and §4.
 */
final class PlainInterpreter {
    private final TagScripts scripts;
    private final Utterance utterance;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int matched;

    PlainInterpreter(TagScripts scripts, Utterance utterance) {
        this.scripts = scripts;
        this.utterance = utterance;
    }

    /** A rule that is being gone through. */
    private static final class Frame {
        private final ParseEvent.Enter rule;
        private final int start;
        private final Map<String, ScriptValue> rules = new HashMap<>();
        private Optional<ScriptValue> latest = Optional.empty();
        private Optional<ScriptValue> out = Optional.empty();
        private boolean tagged;
        private boolean outIsShared;
        private boolean partIsShared;

        Frame(ParseEvent.Enter rule, int start) {
            this.rule = rule;
            this.start = start;
        }
    }

    /** The value of the outermost rule; empty where a tag has to be run as a script. */
    Optional<ScriptValue> interpret(List<ParseEvent> events) {
        Optional<ScriptValue> value = Optional.empty();
        for (ParseEvent event : events) {
            switch (event) {
                case ParseEvent.Enter enter -> frames.push(new Frame(enter, matched));
                case ParseEvent.Matched _ -> matched++;
                case ParseEvent.Tagged tag -> {
                    if (!run(tag.content(), frames.element())) {
                        return Optional.empty();
                    }
                }
                case ParseEvent.Leave() -> value = Optional.of(leave());
            }
        }
        return value;
    }

    private boolean run(String tag, Frame frame) {
        frame.tagged = true;
        return switch (frame.rule.tagFormat()) {
            case TagFormat.Literals() -> {
                frame.out = Optional.of(new ScriptValue.Text(tag));
                yield true;
            }
            case TagFormat.Other _ -> {
                spell(frame, tag);
                yield true;
            }
            case TagFormat.Script _, TagFormat.Undeclared _ -> assign(tag, frame);
        };
    }

    private boolean assign(String tag, Frame frame) {
        Optional<List<TagAssignment>> assignments = scripts.assignments(tag);
        if (assignments.isEmpty()) {
            return false;
        }
        for (TagAssignment assignment : assignments.get()) {
            Optional<ScriptValue> value = switch (assignment.source()) {
                case TagAssignment.Source.Literal(var literal) -> Optional.of(literal);
                case TagAssignment.Source.Latest() -> frame.latest;
                case TagAssignment.Source.OfRule(var rule) -> Optional.ofNullable(frame.rules.get(rule));
            };
            int depth = assignment.path().size();
            if ((depth > 0 && frame.outIsShared) || (depth > 1 && frame.partIsShared)) {
                return false; // It would change the object of another rule, too, and only the engine has that once.
            }
            Optional<ScriptValue> out = value.flatMap(v -> assignment.applyTo(frame.out, v));
            if (out.isEmpty()) {
                return false;
            }
            boolean shared = !(assignment.source() instanceof TagAssignment.Source.Literal);
            frame.outIsShared = depth == 0 ? shared : frame.outIsShared;
            frame.partIsShared |= depth > 0 && shared;
            frame.out = out;
        }
        return true;
    }

    private static void spell(Frame frame, String text) {
        String before = frame.out.orElse(new ScriptValue.Text("")) instanceof ScriptValue.Text(var known) ? known : "";
        frame.out = Optional.of(new ScriptValue.Text(before + text));
    }

    private ScriptValue leave() {
        Frame frame = frames.pop();
        ScriptValue value = frame.out
                .or(() -> frame.tagged ? Optional.of(new ScriptValue.Structure(new LinkedHashMap<>())) : frame.latest)
                .orElseGet(() -> new ScriptValue.Text(utterance.text(frame.start, matched)));
        Optional.ofNullable(frames.peek()).ifPresent(outer -> {
            outer.latest = Optional.of(value);
            outer.rules.put(frame.rule.rule(), value);
            if (outer.rule.tagFormat().equals(BuiltinGrammars.SPELLING)
                    && value instanceof ScriptValue.Text(var text)) {
                spell(outer, text);
            }
        });
        return value;
    }
}
