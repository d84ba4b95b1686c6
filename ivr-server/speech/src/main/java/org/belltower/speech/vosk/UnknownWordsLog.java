package org.belltower.speech.vosk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.belltower.grammar.Grammar;
import org.belltower.speech.model.WordTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engineer once of each word of a grammar that a model does not know, beside the calls: to look for near words takes a
 * tenth of a second each, which one thread of its own does. <i>Thread-safe.</i> Closed by its opener.
 */
final class UnknownWordsLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownWordsLog.class);

    /** Words of one grammar that are named. */
    private static final int NAMED = 10;

    /** Grammars that wait; further ones are told of when they are used again. */
    private static final int WAITING = 64;

    /** Words that are not told of again. */
    private static final int REMEMBERED = 10_000;

    private final WordTable words;
    /** Touched by the one thread only. */
    private final Set<String> told = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("unknown-words").daemon().factory(),
            (_, _) -> LOG.debug("too many new grammars to look for unknown words in all of them"));

    UnknownWordsLog(WordTable words) {
        this.words = words;
        thread.allowCoreThreadTimeOut(true);
    }

    /** Looks through grammars that are listened with for the first time. */
    void of(List<Grammar> grammars) {
        grammars.forEach(grammar -> thread.execute(() -> look(grammar)));
    }

    private void look(Grammar grammar) {
        List<String> unknown = ModelWords.unknownTexts(grammar, words, told.size() + NAMED + 1).stream()
                .filter(text -> !told.contains(text))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        List<String> named = unknown.subList(0, Math.min(NAMED, unknown.size()));
        LOG.warn(
                "the model does not know these words of {}, and will never hear them: {}{}",
                grammar.uri(),
                named.stream()
                        .map(text -> new UnknownWord(text, words.nearest(text)).toString())
                        .collect(Collectors.joining("; ")),
                unknown.size() > named.size() ? "; and more" : "");
        told.addAll(named);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
