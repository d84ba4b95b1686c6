package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.List;
import org.belltower.speech.Await;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.HearingListener;

/** Keeps what a recogniser tells. Thread-safe. */
final class HeardWords implements HearingListener {
    private final List<Object> told = new ArrayList<>();

    @Override
    public synchronized void onSpeech() {
        told.add("speech");
    }

    @Override
    public synchronized void onHeard(Heard heard) {
        told.add(heard);
    }

    synchronized boolean speech() {
        return told.contains("speech");
    }

    synchronized List<Object> told() {
        return List.copyOf(told);
    }

    synchronized boolean over() {
        return told.stream().anyMatch(Heard.class::isInstance);
    }

    /** What was made of it in the end. */
    Heard heard() {
        Await.until("the recogniser says what it heard", this::over);
        return told().stream()
                .filter(Heard.class::isInstance)
                .map(Heard.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
