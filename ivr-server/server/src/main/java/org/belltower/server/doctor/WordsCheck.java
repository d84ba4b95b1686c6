package org.belltower.server.doctor;

import java.time.InstantSource;
import java.util.List;
import org.belltower.server.application.ApplicationLoader;
import org.belltower.server.application.UnknownWords;
import org.belltower.server.application.VoiceApplication;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.vosk.ModelWords;
import org.belltower.voicexml.DocumentError;

/** Whether the models know every word that an application listens for. Applications that are broken are left out. <em>Immutable.</em> */
record WordsCheck(Folders folders, List<HotlineNumber> hotlines, SpeechConfig speech) implements Check {
    WordsCheck {
        hotlines = List.copyOf(hotlines);
    }

    @Override
    public String subject() {
        return "words";
    }

    @Override
    public List<Finding> run() {
        if (!speech.recognition()) {
            return List.of();
        }
        UnknownWords words = new UnknownWords(ModelWords.of(speech.store(folders.data())));
        ApplicationLoader loader = new ApplicationLoader(folders.grammars(), InstantSource.system());
        return hotlines.stream()
                .map(HotlineNumber::application)
                .distinct()
                .map(name -> loader.load(folders.voiceApps().resolve(name)))
                .filter(VoiceApplication.Ready.class::isInstance)
                .map(ready -> look((VoiceApplication.Ready) ready, words))
                .toList();
    }

    private Finding look(VoiceApplication.Ready application, UnknownWords words) {
        String subject = subject() + " of " + application.name();
        List<DocumentError> unknown;
        try {
            unknown = words.of(application);
        } catch (ModelException unreadable) {
            return Finding.warning(subject, String.valueOf(unreadable.getMessage()), "see ./ivr models verify");
        }
        return unknown.isEmpty()
                ? Finding.ok(subject, "the models that are installed know all of them")
                : Finding.warning(
                        subject,
                        unknown.getFirst().position() + ": "
                                + unknown.getFirst().what(),
                        "./ivr vxml check " + application.name() + " names all; write other words");
    }
}
