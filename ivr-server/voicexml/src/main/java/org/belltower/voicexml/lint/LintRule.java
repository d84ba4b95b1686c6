package org.belltower.voicexml.lint;

import java.util.List;
import org.belltower.voicexml.DocumentError;

/** One thing that is looked for. Stateless and thread-safe. A rule more is one file and one line in {@link Lint}. */
@FunctionalInterface
interface LintRule {
    /** What it finds, in the order of the documents. */
    List<DocumentError> check(LintSubject subject);
}
