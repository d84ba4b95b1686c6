package org.belltower.voicexml.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.script.Expression;

/**
 * A {@code <prompt>}. Immutable. A prompt that says the same every time is written once, when its document is compiled.
 * Spec: VoiceXML 2.0 §4.1.
 *
 * @param count from which visit of its item on, from 1
 */
public record Prompt(
        int count,
        Optional<Expression> cond,
        Optional<Boolean> bargein,
        Optional<BargeinType> bargeinType,
        Optional<Duration> timeout,
        Locale language,
        List<SpeechPart> parts)
        implements ExecutableContent {
    public Prompt {
        parts = joined(language, parts);
    }

    /** A prompt that only says something. */
    public static Prompt saying(Locale language, List<SpeechPart> parts) {
        return new Prompt(1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), language, parts);
    }

    @Override
    public Transition execute(Context context) {
        if (context.holds(cond)) {
            queue(context);
        }
        return Transition.NEXT;
    }

    /** Puts it behind the prompts that wait, whatever its condition. */
    public void queue(Context context) {
        boolean interruptible = bargein.orElseGet(
                () -> !context.property("bargein").orElse("true").equals("false"));
        BargeinType type = bargeinType.orElseGet(
                () -> context.property("bargeintype").orElse("speech").equals("hotword")
                        ? BargeinType.HOTWORD
                        : BargeinType.SPEECH);
        context.queue(new QueuedPrompt(ssml(context), language, interruptible, type), timeout);
    }

    private String ssml(Context context) {
        if (parts.size() == 1 && parts.getFirst() instanceof SpeechPart.Fixed(String ssml)) {
            return ssml;
        }
        var ssml = new StringBuilder(256);
        parts.forEach(part -> part.append(ssml, context));
        return ssml.toString();
    }

    /** Wraps the parts in {@code <speak>} and joins neighbours that never change. */
    private static List<SpeechPart> joined(Locale language, List<SpeechPart> parts) {
        var joined = new ArrayList<SpeechPart>();
        var fixed =
                new StringBuilder("<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"");
        XmlText.escape(language.toLanguageTag(), fixed);
        fixed.append("\">");
        for (SpeechPart part : parts) {
            if (part instanceof SpeechPart.Fixed(String ssml)) {
                fixed.append(ssml);
            } else {
                joined.add(new SpeechPart.Fixed(fixed.toString()));
                fixed.setLength(0);
                joined.add(part);
            }
        }
        joined.add(new SpeechPart.Fixed(fixed.append("</speak>").toString()));
        return List.copyOf(joined);
    }
}
