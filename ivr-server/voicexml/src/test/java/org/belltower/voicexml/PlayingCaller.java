package org.belltower.voicexml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.voicexml.fetch.FetchAudio;

/** A scripted caller on a line that plays audio from elsewhere. Confined to the test's thread. */
class PlayingCaller implements Platform {
    private static final Pattern AUDIO = Pattern.compile("<audio .*?</audio>");

    private final ScriptedCaller caller;
    private final List<String> played = new ArrayList<>();

    PlayingCaller(ScriptedCaller caller) {
        this.caller = caller;
    }

    /** The recordings that the line was to play, with their fallbacks. */
    List<String> played() {
        return played;
    }

    /** A fetch begins while this is to be heard. */
    void waiting(FetchAudio audio) {}

    private List<QueuedPrompt> fetched(List<QueuedPrompt> prompts) {
        List<QueuedPrompt> fetched = QueuedPrompt.fetched(prompts);
        for (QueuedPrompt prompt : fetched) {
            Matcher audio = AUDIO.matcher(prompt.ssml());
            while (audio.find()) {
                played.add(audio.group());
            }
        }
        return fetched;
    }

    @Override
    public ConnectionInfo connection() {
        return caller.connection();
    }

    @Override
    public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
        return caller.collect(fetched(prompts), request);
    }

    @Override
    public PlayResult play(List<QueuedPrompt> prompts) {
        return caller.play(fetched(prompts));
    }

    @Override
    public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
        return caller.record(fetched(prompts), request);
    }

    @Override
    public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
        return caller.transfer(fetched(prompts), request);
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work) {
        return caller.whileConnected(work);
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work, FetchAudio audio) {
        waiting(audio);
        return caller.whileConnected(work);
    }

    @Override
    public void disconnect() {
        caller.disconnect();
    }
}
