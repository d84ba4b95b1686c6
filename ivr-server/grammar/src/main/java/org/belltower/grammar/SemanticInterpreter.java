package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what a parse means, rule by rule from the inside out. A rule without tags means what the last rule in it
 * means, or else its own words; a parse without any tag means all that was said or keyed. <i>Confined to one thread, for
 * one parse.</i>
 *
 * <p>Spec: SISR 1.0 §3.2 and §4; VoiceXML 2.0 §3.1.5.
 */
final class SemanticInterpreter {
    private final Grammar grammar;
    private final List<String> tokens;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Optional<GrammarProblem> problem = Optional.empty();
    private int matched;

    SemanticInterpreter(Grammar grammar, List<String> tokens) {
        this.grammar = grammar;
        this.tokens = tokens;
    }

    /** A rule that is being gone through. */
    private static final class Frame {
        private final ParseEvent.Enter rule;
        private final int start;
        private final Map<String, SemanticValue> rules = new HashMap<>();
        private Optional<SemanticValue> latest = Optional.empty();
        private Optional<SemanticValue> out = Optional.empty();

        Frame(ParseEvent.Enter rule, int start) {
            this.rule = rule;
            this.start = start;
        }
    }

    Interpretation interpret(List<ParseEvent> events) {
        SemanticValue whole = new SemanticValue.Text(grammar.utterance(tokens));
        if (events.stream().noneMatch(ParseEvent.Tagged.class::isInstance)) {
            return new Interpretation.Resolved(whole);
        }
        Optional<SemanticValue> value = Optional.empty();
        for (ParseEvent event : events) {
            switch (event) {
                case ParseEvent.Enter enter -> enter(enter);
                case ParseEvent.Matched _ -> matched++;
                case ParseEvent.Tagged tag -> run(tag, frames.element());
                case ParseEvent.Leave() -> value = Optional.of(leave());
            }
            if (problem.isPresent()) {
                return new Interpretation.Scripted(events, problem.get());
            }
        }
        return new Interpretation.Resolved(value.orElse(whole));
    }

    private void enter(ParseEvent.Enter enter) {
        frames.push(new Frame(enter, matched));
        boolean scripted = !(enter.tagFormat() instanceof TagFormat.Literals);
        grammar.documents().stream()
                .filter(document -> scripted && document.uri().equals(enter.document()))
                .flatMap(document -> document.tags().stream())
                .findFirst()
                .ifPresent(tag -> unresolved(enter.document(), tag.position(), tag.content()));
    }

    private void run(ParseEvent.Tagged tag, Frame frame) {
        switch (frame.rule.tagFormat()) {
            case TagFormat.Literals() -> frame.out = Optional.of(new SemanticValue.Text(tag.content()));
            case TagFormat.Script() -> assign(tag, frame);
            case TagFormat.Undeclared() -> assign(tag, frame);
            case TagFormat.Other other -> {
                if (other.equals(BuiltinGrammars.SPELLING)) {
                    String before = frame.out.orElse(new SemanticValue.Text("")) instanceof SemanticValue.Text(var text)
                            ? text
                            : "";
                    frame.out = Optional.of(new SemanticValue.Text(before + tag.content()));
                } else {
                    unresolved(frame.rule.document(), tag.position(), tag.content());
                }
            }
        }
    }

    private void assign(ParseEvent.Tagged tag, Frame frame) {
        Optional<List<TagAssignment>> assignments = TagAssignment.parse(tag.content());
        if (assignments.isEmpty()) {
            unresolved(frame.rule.document(), tag.position(), tag.content());
            return;
        }
        for (TagAssignment assignment : assignments.get()) {
            Optional<SemanticValue> value = switch (assignment.source()) {
                case TagAssignment.Source.Literal(var literal) -> Optional.of(literal);
                case TagAssignment.Source.Latest() -> frame.latest;
                case TagAssignment.Source.OfRule(var rule) -> Optional.ofNullable(frame.rules.get(rule));
            };
            Optional<SemanticValue> out = value.flatMap(v -> assignment.applyTo(frame.out, v));
            if (out.isEmpty()) {
                unresolved(frame.rule.document(), tag.position(), tag.content());
                return;
            }
            frame.out = out;
        }
    }

    private SemanticValue leave() {
        Frame frame = frames.pop();
        SemanticValue value = frame.out
                .or(() -> frame.latest)
                .orElseGet(() -> new SemanticValue.Text(
                        grammar.utterance(new ArrayList<>(tokens.subList(frame.start, matched)))));
        Optional.ofNullable(frames.peek()).ifPresent(outer -> {
            outer.latest = Optional.of(value);
            outer.rules.put(frame.rule.rule(), value);
        });
        return value;
    }

    private void unresolved(URI document, Position position, String tag) {
        problem = problem.or(() -> Optional.of(new GrammarProblem(
                GrammarProblem.Kind.FORMAT,
                document,
                position,
                "the tag “" + (tag.length() > 80 ? tag.substring(0, 80) + "…" : tag) + "” is a script",
                "SISR 1.0 §3",
                "Write out = \"…\" or out.name = \"…\", or tag-format=\"semantics/1.0-literals\"")));
    }
}
