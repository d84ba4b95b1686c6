package org.belltower.voicexml.element;

import java.time.Duration;
import java.util.Optional;
import org.belltower.grammar.Key;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.PromptMark;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.Visit;

/**
 * {@code <record>}: keeps what the caller says as audio. Immutable. Its shadow variable tells the duration in
 * milliseconds, the size in bytes, the terminating key, whether time was up, and what describes input that ended it.
 * Spec: VoiceXML 2.0 §2.3.6.
 */
record RecordElement(
        boolean beep,
        Optional<Duration> maxTime,
        Optional<Duration> finalSilence,
        boolean dtmfTerm,
        Optional<String> type)
        implements ItemBehaviour {
    private static final String RULE = "VoiceXML 2.0 §2.3.6";

    static FormItem compile(Markup markup, String unnamed, Compilation compilation) {
        ItemParts.allow(markup, compilation, "modal", "beep", "maxtime", "finalsilence", "dtmfterm", "type");
        ItemParts parts = ItemParts.compile(markup, compilation);
        parts.withoutOthers(markup, compilation);
        var behaviour = new RecordElement(
                compilation.truth(markup, "beep", RULE).orElse(false),
                compilation.time(markup, "maxtime", RULE),
                compilation.time(markup, "finalsilence", RULE),
                compilation.truth(markup, "dtmfterm", RULE).orElse(true),
                markup.attribute("type").map(String::strip));
        boolean modal = compilation.truth(markup, "modal", RULE).orElse(true);
        return parts.item(markup, unnamed, modal, behaviour, compilation);
    }

    @Override
    public Visit visit(ItemContext context) {
        var request = new RecordRequest(beep, maxTime, finalSilence, dtmfTerm, type, context.listening());
        return switch (context.record(request)) {
            case RecordResult.Recorded recorded -> {
                fill(recorded.recording(), recorded.maxTimeReached(), context);
                recorded.termChar().map(Key::symbol).ifPresent(key -> context.shadow("termchar", String.valueOf(key)));
                mark(recorded.mark(), context);
                yield new Visit.Filled();
            }
            case RecordResult.EndedByInput(InputResult.Matched input, Recording recording) -> {
                if (!context.isOwn(input)) {
                    // Input for somebody else leaves the item as it was: what was said is not the answer to it.
                    yield new Visit.Heard(input);
                }
                context.describe(input);
                fill(recording, false, context);
                yield new Visit.Filled();
            }
            case RecordResult.NoInput(Optional<PromptMark> mark) -> new Visit.Heard(new InputResult.NoInput(mark));
            case RecordResult.HangUp(Optional<Recording> recording) -> {
                recording.ifPresent(kept -> fill(kept, false, context));
                yield new Visit.Heard(new InputResult.HangUp());
            }
            case RecordResult.Failed(String event, String message) -> new Visit.Ran(Transition.event(event, message));
        };
    }

    private static void fill(Recording recording, boolean maxTimeReached, ItemContext context) {
        context.fill(context.scripts().recording(recording));
        context.shadow("duration", (double) recording.length().toMillis());
        context.shadow("size", (double) recording.size());
        context.shadow("maxtime", maxTimeReached);
    }

    private static void mark(Optional<PromptMark> mark, ItemContext context) {
        mark.ifPresent(reached -> {
            context.shadow("markname", reached.name());
            context.shadow("marktime", (double) reached.since().toMillis());
        });
    }
}
