package org.belltower.voicexml.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.PromptTemplate;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.script.Expression;

/**
 * A {@code <prompt>}. Immutable. A prompt that says the same every time is written once, when its document is compiled. One
 * without a language of its own speaks that of the document that is active, also where a root document's handler holds it.
 * Spec: VoiceXML 2.0 §4.1, §5.2.4.
 */
public final class Prompt implements ExecutableContent {
    private final Conditions conditions;
    private final Optional<Locale> language;
    private final Locale usual;
    private final List<SpeechPart> body;
    private final Optional<String> ready;

    /**
     * When and how a prompt is played. Immutable.
     *
     * @param count from which visit of its item on, from 1
     */
    public record Conditions(
            int count,
            Optional<Expression> cond,
            Optional<Boolean> bargein,
            Optional<BargeinType> bargeinType,
            Optional<Duration> timeout) {
        /** Always, as the properties say. */
        public static final Conditions NONE =
                new Conditions(1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A prompt that says these parts in order.
     *
     * @param language its own
     * @param usual that of its document, for which it is written in advance
     */
    public Prompt(Conditions conditions, Optional<Locale> language, Locale usual, List<SpeechPart> parts) {
        this.conditions = conditions;
        this.language = language;
        this.usual = language.orElse(usual);
        this.body = joined(parts);
        this.ready = body.isEmpty() || (body.size() == 1 && body.getFirst() instanceof SpeechPart.Fixed)
                ? Optional.of(whole(this.usual, body))
                : Optional.empty();
    }

    public int count() {
        return conditions.count();
    }

    public Optional<Expression> cond() {
        return conditions.cond();
    }

    @Override
    public Transition execute(Context context) {
        if (context.holds(conditions.cond())) {
            queue(context);
        }
        return Transition.NEXT;
    }

    /** Puts it behind the prompts that wait, whatever its condition. */
    public void queue(Context context) {
        boolean interruptible = conditions
                .bargein()
                .orElseGet(() -> !context.property("bargein").orElse("true").equals("false"));
        BargeinType type = conditions
                .bargeinType()
                .orElseGet(
                        () -> context.property("bargeintype").orElse("speech").equals("hotword")
                                ? BargeinType.HOTWORD
                                : BargeinType.SPEECH);
        Locale spoken = language.orElseGet(context::language);
        if (ready.isPresent() && spoken.equals(usual)) {
            context.queue(new QueuedPrompt(ready.get(), spoken, interruptible, type), conditions.timeout());
        } else {
            PromptText text = written(spoken, context);
            context.queue(
                    new QueuedPrompt(text.ssml(), spoken, interruptible, type, text.audio()), conditions.timeout());
        }
    }

    /** What is the same every time, in its own language or else in this. */
    public PromptTemplate template(Locale spoken) {
        Locale spokenIn = language.orElse(spoken);
        StringBuilder ssml = head(spokenIn);
        for (SpeechPart part : body) {
            ssml.append(part instanceof SpeechPart.Fixed(String text) ? text : PromptTemplate.OPEN);
        }
        return new PromptTemplate(ssml.append("</speak>").toString(), spokenIn);
    }

    private PromptText written(Locale spoken, Context context) {
        PromptText text = new PromptText(head(spoken));
        body.forEach(part -> part.append(text, context));
        text.markup("</speak>");
        return text;
    }

    private static String whole(Locale language, List<SpeechPart> fixed) {
        StringBuilder ssml = head(language);
        for (SpeechPart part : fixed) {
            if (part instanceof SpeechPart.Fixed(String text)) {
                ssml.append(text);
            }
        }
        return ssml.append("</speak>").toString();
    }

    private static StringBuilder head(Locale language) {
        var head = new StringBuilder(256)
                .append("<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"");
        XmlText.escape(language.toLanguageTag(), head);
        return head.append("\">");
    }

    /** Joins neighbours that never change. */
    private static List<SpeechPart> joined(List<SpeechPart> parts) {
        var joined = new ArrayList<SpeechPart>();
        var fixed = new StringBuilder();
        for (SpeechPart part : parts) {
            if (part instanceof SpeechPart.Fixed(String ssml)) {
                fixed.append(ssml);
            } else {
                if (!fixed.isEmpty()) {
                    joined.add(new SpeechPart.Fixed(fixed.toString()));
                    fixed.setLength(0);
                }
                joined.add(part);
            }
        }
        if (!fixed.isEmpty()) {
            joined.add(new SpeechPart.Fixed(fixed.toString()));
        }
        return List.copyOf(joined);
    }
}
