package org.belltower.speech.recognition;

/** Listens to nobody: every field takes keys only. <i>Immutable.</i> */
public record SilentRecognizer(Admission.Reason reason, String message) implements Recognizer {
    @Override
    public Admission listen(ListeningRequest request, HearingListener listener) {
        return new Admission.Refused(reason, message);
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
