package org.belltower.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns the rules that can be reached from one rule into the numbered productions of a {@link RuleNetwork}. <i>Confined
 * to the thread that compiles.</i> Rules are taken from a list of those still to do, so that chains of references cost no
 * stack; only what is nested inside one rule is walked by recursion, and its depth is limited by the parser.
 */
final class NetworkBuilder {
    private final DocumentSet documents;
    private final List<GrammarProblem> problems;

    private final Map<RuleKey, Integer> ruleSymbols = new LinkedHashMap<>();
    private final Deque<RuleKey> todo = new ArrayDeque<>();
    private final List<Optional<RuleKey>> nonterminals = new ArrayList<>();
    private final List<Production> productions = new ArrayList<>();
    private final Map<String, Integer> terminals = new HashMap<>();
    private final List<String> tokens = new ArrayList<>(List.of("")); // The first stands for RuleNetwork.ANY.
    private final Set<VocabularyWord> vocabulary = new LinkedHashSet<>();

    NetworkBuilder(DocumentSet documents, List<GrammarProblem> problems) {
        this.documents = documents;
        this.problems = problems;
    }

    /** The network from a rule that exists; empty where the problems have grown. */
    Optional<RuleNetwork> build(RuleKey root) {
        int before = problems.size();
        ruleSymbol(root);
        while (!todo.isEmpty() && problems.size() - before < Problems.LIMIT) {
            RuleKey key = todo.remove();
            GrammarDocument document = documents.get(key.document());
            Rule rule = rule(key);
            alternatives(rule.expansion(), symbol(key), document);
            if (productions.size() > Item.MAX_PRODUCTIONS) {
                problems.add(problem(
                        GrammarProblem.Kind.LIMIT, document, rule.position(), "the grammar is too large", "Split it"));
                return Optional.empty();
            }
        }
        if (problems.size() == before) {
            new LoopCheck(productions, nonterminals).firstLoop().ifPresent(this::loop);
        }
        if (problems.size() == before) {
            List<RuleKey> circle = new EndlessRules(productions, nonterminals).firstCircle();
            if (!circle.isEmpty()) {
                endless(circle);
            }
        }
        return problems.size() == before ? Optional.of(network()) : Optional.empty();
    }

    /** The tokens of the rules that were reached, each once, in the order of their coming. */
    List<VocabularyWord> vocabulary() {
        return List.copyOf(vocabulary);
    }

    private RuleNetwork network() {
        int size = nonterminals.size();
        Fixpoint productive = Fixpoint.of(productions, size, true);
        List<Production> live = productions.stream()
                .flatMap(production -> prune(production, productive).stream())
                .sorted(Comparator.comparingInt(Production::owner))
                .toList();
        Fixpoint vanishing = Fixpoint.of(live, size, false);
        var numbers = new ArrayList<List<Integer>>();
        for (int i = 0; i < size; i++) {
            numbers.add(new ArrayList<>());
        }
        for (int i = 0; i < live.size(); i++) {
            numbers.get(live.get(i).owner()).add(i);
        }
        List<int[]> productionsOf = numbers.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        List<Optional<ParseEvent.Enter>> rules = nonterminals.stream()
                .map(key -> key.map(k -> new ParseEvent.Enter(
                        k.document(), k.rule(), documents.get(k.document()).tagFormat())))
                .toList();
        return new RuleNetwork(
                live,
                productionsOf,
                rules,
                tokens,
                terminals,
                vanishing.holding(),
                EmptyMatches.of(live, vanishing.holding(), size));
    }

    /** A production without what can never be matched. */
    private static Optional<Production> prune(Production production, Fixpoint productive) {
        return switch (production) {
            case Production.Chain chain -> {
                for (int i = 0; i < chain.length(); i++) {
                    if (!productive.holds(chain.symbol(i))) {
                        yield Optional.empty();
                    }
                }
                yield Optional.of(chain);
            }
            case Production.Repetition repetition -> {
                if (productive.holds(repetition.symbol())) {
                    yield Optional.of(repetition);
                }
                yield repetition.minimum() > 0 ? Optional.empty() : Optional.of(nothing(repetition.owner()));
            }
        };
    }

    private static Production nothing(int owner) {
        return new Production.Chain(owner, new int[0], List.of(List.of()), 0);
    }

    private void alternatives(Expansion expansion, int owner, GrammarDocument document) {
        switch (expansion) {
            case Expansion.Alternatives(var choices) ->
                choices.forEach(choice -> chain(choice.expansion(), owner, choice.weight(), document));
            case Expansion.Repeat repeat -> repetition(repeat, owner, document);
            case Expansion.Token _, Expansion.Reference _, Expansion.Sequence _, Expansion.Tag _ ->
                chain(expansion, owner, 1, document);
        }
    }

    private void repetition(Expansion.Repeat repeat, int owner, GrammarDocument document) {
        int maximum = repeat.maximum().orElse(Production.ENDLESS);
        if (maximum == 0) {
            productions.add(nothing(owner));
            return;
        }
        int body = symbolOf(repeat.body(), document);
        double again = repeat.probability().map(Math::log).orElse(0.0);
        double end = repeat.probability()
                .map(probability -> Math.log1p(-probability))
                .orElse(0.0);
        productions.add(new Production.Repetition(owner, body, repeat.minimum(), maximum, again, end));
    }

    private void chain(Expansion expansion, int owner, double weight, GrammarDocument document) {
        var chain = new ChainParts();
        collect(expansion, chain, document);
        productions.add(chain.close(owner, weight));
    }

    private void collect(Expansion expansion, ChainParts chain, GrammarDocument document) {
        switch (expansion) {
            case Expansion.Sequence(var parts) -> parts.forEach(part -> collect(part, chain, document));
            case Expansion.Tag(var content, var position) -> chain.tag(new ParseEvent.Tagged(content, position));
            case Expansion.Token token -> forms(token, document).forEach(form -> chain.symbol(~terminal(form)));
            case Expansion.Reference _, Expansion.Alternatives _, Expansion.Repeat _ ->
                chain.symbol(symbolOf(expansion, document));
        }
    }

    private int symbolOf(Expansion expansion, GrammarDocument document) {
        return switch (expansion) {
            case Expansion.Token token -> {
                List<String> forms = forms(token, document);
                yield forms.size() == 1 ? ~terminal(forms.getFirst()) : group(expansion, document);
            }
            case Expansion.Reference reference -> reference(reference, document);
            case Expansion.Sequence _, Expansion.Tag _, Expansion.Alternatives _, Expansion.Repeat _ ->
                group(expansion, document);
        };
    }

    private int group(Expansion expansion, GrammarDocument document) {
        int fresh = nonterminal(Optional.empty());
        alternatives(expansion, fresh, document);
        return fresh;
    }

    private List<String> forms(Expansion.Token token, GrammarDocument document) {
        vocabulary.add(new VocabularyWord(token.text(), token.language()));
        return Utterance.forms(document.mode(), token.text());
    }

    private int reference(Expansion.Reference reference, GrammarDocument document) {
        return switch (reference.target()) {
            case RuleReference.Local(var rule) -> ruleSymbol(new RuleKey(document.uri(), rule));
            case RuleReference.External external -> external(external, reference.position(), document);
            case RuleReference.Nothing() -> {
                int fresh = nonterminal(Optional.empty());
                productions.add(nothing(fresh));
                yield fresh;
            }
            case RuleReference.Never() -> nonterminal(Optional.empty());
            case RuleReference.Anything() -> {
                int fresh = nonterminal(Optional.empty());
                productions.add(new Production.Repetition(fresh, ~RuleNetwork.ANY, 0, Production.ENDLESS, 0, 0));
                yield fresh;
            }
        };
    }

    private int external(RuleReference.External external, Position position, GrammarDocument referrer) {
        Optional<GrammarDocument> found = documents.find(external.document(), referrer, position, problems);
        if (found.isEmpty()) {
            return nonterminal(Optional.empty()); // The problems say why.
        }
        GrammarDocument target = found.get();
        if (target.mode() != referrer.mode()) {
            problems.add(problem(
                    GrammarProblem.Kind.REFERENCE,
                    referrer,
                    position,
                    target.uri() + " is a grammar for " + target.mode() + ", this one for " + referrer.mode(),
                    "Refer to a grammar of the same mode"));
            return nonterminal(Optional.empty());
        }
        return switch (ActiveRule.of(target, external.rule())) {
            case ActiveRule.Found(var rule) -> ruleSymbol(new RuleKey(target.uri(), rule.id()));
            case ActiveRule.Absent(var what, var remedy) -> {
                problems.add(problem(GrammarProblem.Kind.REFERENCE, referrer, position, what, remedy));
                yield nonterminal(Optional.empty());
            }
        };
    }

    private void loop(RuleKey key) {
        problems.add(problem(
                GrammarProblem.Kind.REFERENCE,
                documents.get(key.document()),
                rule(key).position(),
                "the rule “" + key.rule() + "” leads back to itself before anything is matched",
                "Let a word or key stand before or after the reference"));
    }

    private void endless(List<RuleKey> circle) {
        RuleKey first = circle.getFirst();
        String names = circle.stream().map(key -> "“" + key.rule() + "”").collect(Collectors.joining(", "));
        problems.add(problem(
                GrammarProblem.Kind.REFERENCE,
                documents.get(first.document()),
                rule(first).position(),
                circle.size() == 1
                        ? "the rule " + names
                                + " never ends: each of its ways needs it once more, so that no input can match it"
                        : "the rules " + names
                                + " never end: each leads to the next and the last to the first, so that no input can"
                                + " match them",
                "Give one of them an alternative without such a reference, or make the reference optional"));
    }

    private Rule rule(RuleKey key) {
        return Optional.ofNullable(documents.get(key.document()).rules().get(key.rule()))
                .orElseThrow();
    }

    private int ruleSymbol(RuleKey key) {
        if (!ruleSymbols.containsKey(key)) {
            ruleSymbols.put(key, nonterminal(Optional.of(key)));
            todo.add(key);
        }
        return symbol(key);
    }

    private int symbol(RuleKey key) {
        return Optional.ofNullable(ruleSymbols.get(key)).orElseThrow();
    }

    private int nonterminal(Optional<RuleKey> rule) {
        nonterminals.add(rule);
        return nonterminals.size() - 1;
    }

    private int terminal(String token) {
        return terminals.computeIfAbsent(token, text -> {
            tokens.add(text);
            return tokens.size() - 1;
        });
    }

    private static GrammarProblem problem(
            GrammarProblem.Kind kind, GrammarDocument document, Position position, String what, String remedy) {
        return new GrammarProblem(kind, document.uri(), position, what, "SRGS 1.0 §2.2", remedy);
    }
}
