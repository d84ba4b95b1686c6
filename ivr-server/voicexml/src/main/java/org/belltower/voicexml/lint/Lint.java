package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.belltower.voicexml.DocumentError;

/** Looks at an application as a whole. Thread-safe. What keeps a document from running is the compiler's to tell. */
public final class Lint {
    private static final List<LintRule> RULES = List.of(
            new MissingTargets(),
            new UnreachedDocuments(),
            new DeadEnds(),
            new EndlessLoops(),
            new NoWayOut(),
            new UnfillableItems(),
            new MissingPrompts(),
            new MissingRecordings(),
            new UnknownReadouts(),
            new MissingGrammars(),
            new UnmarkedSecrets(),
            new UndeclaredVariables());

    private Lint() {}

    /** Everything that the rules find, by file and place. */
    public static List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        RULES.forEach(rule -> found.addAll(rule.check(subject)));
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(
                                (DocumentError error) -> error.position().file())
                        .thenComparingInt(error -> error.position().line())
                        .thenComparingInt(error -> error.position().column()))
                .toList();
    }
}
