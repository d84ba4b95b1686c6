package org.belltower.voicexml.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.model.Context;

/**
 * What a caller hears where no document handles an event and the dialog goes on, or nobody can listen to words. Immutable. Prompts of the catalogue go before the
 * words that stand here, so that an operator or an application says it in its own way and other languages. A document in a language
 * that nobody has words for hears the English ones. Spec: VoiceXML 2.0 §5.2.5.
 */
enum PlatformPrompt {
    HELP("help", "请根据语音提示操作。", "Please follow the instructions that you hear."),
    NO_MATCH("no-match", "您的输入有误，请重新输入。", "That is not a valid choice. Please try again."),
    KEYS_ONLY(
            "keys-only",
            "现在无法识别语音，请用电话按键输入。",
            "Speech cannot be understood at the moment. Please use the keys of your telephone."),
    TOO_LONG("too-long", "您说得太长了，请简短地再说一遍。", "That was too long. Please say it again in a few words.");

    private final String name;
    private final String chinese;
    private final String english;

    PlatformPrompt(String name, String chinese, String english) {
        this.name = name;
        this.chinese = chinese;
        this.english = english;
    }

    /** Queues it in the language of the document that is active; nothing where there are no sets. */
    void say(List<String> sets, Context context) {
        prompt(sets, context).ifPresent(said -> context.queue(said, Optional.empty()));
    }

    /** The same, not yet queued. */
    Optional<QueuedPrompt> prompt(List<String> sets, Context context) {
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        Locale language = context.language();
        boolean interruptible = !context.property("bargein").orElse("true").equals("false");
        return Optional.of(new QueuedPrompt(ssml(sets, language), language, interruptible, BargeinType.SPEECH));
    }

    private String ssml(List<String> sets, Locale language) {
        var ssml = new StringBuilder(256)
                .append("<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"")
                .append(language.toLanguageTag())
                .append("\">");
        for (String set : sets) {
            ssml.append("<audio src=\"prompt:");
            XmlText.escape(set, ssml);
            ssml.append('.').append(name).append("\">");
        }
        ssml.append(words(language));
        sets.forEach(_ -> ssml.append("</audio>"));
        return ssml.append("</speak>").toString();
    }

    private String words(Locale language) {
        return switch (language.getLanguage()) {
            case "zh", "cmn", "yue" -> chinese;
            case "en" -> english;
            default -> "<s xml:lang=\"en-US\">" + english + "</s>";
        };
    }
}
