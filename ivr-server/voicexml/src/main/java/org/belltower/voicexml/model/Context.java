package org.belltower.voicexml.model;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.ScriptSession;
import org.belltower.voicexml.script.VariableScope;

/**
 * What an element may see and do in a session. Confined to the call's thread.
 *
 * <p>Where something fails with an event, the methods throw {@link org.belltower.voicexml.script.DialogEventException}.
 */
public interface Context {
    ScriptSession scripts();

    /** The innermost scope, where variables are declared and names are looked up. */
    VariableScope scope();

    /** What a property is set to, here or in the elements around, or by the platform; empty where nobody sets it. */
    Optional<String> property(String name);

    /** A property that is a time. */
    Duration time(String name, Duration otherwise);

    /** The language of the document that is active, as it is now. */
    Locale language();

    /** The address of the document that is active. */
    URI base();

    /** Gets a resource, after playing what is queued where that may take long. */
    FetchResult.Fetched fetch(FetchRequest request);

    /**
     * The fetch of audio that a prompt plays; empty where this session's line fetches none.
     *
     * @param ahead whether it begins at once
     */
    Optional<PendingAudio> pendingAudio(FetchRequest request, boolean ahead);

    /** Puts a prompt behind those that wait to be played. */
    void queue(QueuedPrompt prompt, Optional<Duration> timeout);

    /** The event that is being handled, inside a handler. */
    Optional<ThrownEvent> event();

    /** Has the prompts of the next form item played even though a handler has run. Spec: VoiceXML 2.0 §5.3.6. */
    void reprompt();

    /** Makes form items eligible again; all of the dialog where the list is empty. Spec: VoiceXML 2.0 §5.3.3. */
    void clear(List<String> names, Position at);

    /** What the caller of this subdialog passes, where variables of the dialog itself are declared. Spec: VoiceXML 2.0 §2.3.4. */
    Optional<VariableScope> parameters();

    /** Compiles statements that were fetched. */
    Expression program(String source, Position position);

    /** The values of the dialog's named input items, by name. */
    SequencedMap<String, Object> itemValues();

    void log(String label, String text);

    /** The choices that the active item offers, for {@code <enumerate>}: what to say and the keys for it. */
    List<Enumerated> choices();

    /** The variables of a {@code namelist} with their values; an unknown one is an {@code error.semantic}. */
    default SequencedMap<String, Object> variables(List<Expression> namelist) {
        var values = new LinkedHashMap<String, Object>();
        namelist.forEach(name -> values.put(name.source(), evaluate(name)));
        return values;
    }

    default Object evaluate(Expression expression) {
        return scripts().evaluate(expression, scope());
    }

    default boolean truth(Expression expression) {
        return scripts().truth(expression, scope());
    }

    default String text(Expression expression) {
        return scripts().text(expression, scope());
    }

    /** Whether a {@code cond} lets its element be: where there is none, it does. */
    default boolean holds(Optional<Expression> cond) {
        return cond.isEmpty() || truth(cond.get());
    }
}
