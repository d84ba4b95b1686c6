package org.belltower.prompt;

import java.nio.file.Path;

/**
 * Something in the prompts folder that its editor has to mend. <em>Immutable.</em>
 *
 * @param file the file
 * @param line from 1; 0 where the whole file is meant
 * @param what what is wrong and what to do
 */
public record CatalogueProblem(Path file, int line, String what) {
    /** As an editor's jump list takes it: {@code file:line: what}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + what;
    }
}
