package org.belltower.server.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.model.SpeechModel;
import org.belltower.speech.vosk.SelfTest;

/** Reads each model of the recogniser whole, and has it hear a clip of 8 kHz. <em>Immutable.</em> */
record ModelsCheck(SpeechConfig speech, ModelStore store) implements Check {
    @Override
    public String subject() {
        return "models";
    }

    @Override
    public List<Finding> run() {
        if (!speech.recognition()) {
            return List.of(Finding.ok(subject(), "callers are not listened to ('speech: recognition: false')"));
        }
        List<Finding> findings = new ArrayList<>();
        for (SpeechModel model : store.list()) {
            findings.add(look(model));
        }
        if (store.find(ModelStore.ENGLISH).isEmpty()) {
            findings.add(Finding.ok("model en-US", "comes with the build, and is unpacked at the first start"));
        }
        return findings;
    }

    private Finding look(SpeechModel model) {
        String subject = "model " + model.language().toLanguageTag();
        Optional<String> wrong;
        try {
            wrong = store.verify(model).or(() -> SelfTest.of(model));
        } catch (LinkageError foreign) {
            return Finding.missing(
                    subject,
                    "the recogniser does not run here: " + foreign.getMessage(),
                    "it is there for Linux on x86-64; 'speech: recognition: false' does without");
        }
        return wrong.map(why -> Finding.missing(
                        subject,
                        model.name() + " is damaged: " + why,
                        "./ivr models remove " + model.name()
                                + (model.name().equals(ModelStore.ENGLISH)
                                        ? "; the next start unpacks it anew"
                                        : ", then ./ivr models add")))
                .orElseGet(() -> Finding.ok(subject, model.name() + " understands a clip of 8 kHz"));
    }
}
