package org.belltower.telephony;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A switch that plays every prompt for as long as a test says, on the clock of a {@link ScriptedInbox}. */
final class ScriptedSwitch implements CallControl {
    private final ScriptedInbox inbox;
    private final Duration promptLength;
    final List<String> log = new ArrayList<>();
    private Optional<String> response = Optional.of("FILE PLAYED");
    private Optional<String> current = Optional.empty();
    private int deaf;

    /** The keys at which it stops by itself, as it was told last; what it was told with the answer is not known here. */
    final List<String> terminators = new ArrayList<>();

    ScriptedSwitch(ScriptedInbox inbox, Duration promptLength) {
        this.inbox = inbox;
        this.promptLength = promptLength;
    }

    /** From now on playbacks end with this word of the switch; empty: the switch never reports an end. */
    void respond(Optional<String> word) {
        response = word;
    }

    /** The next so many words to stop go by unheard. */
    void ignoreStops(int count) {
        deaf = count;
    }

    @Override
    public void execute(String application, String argument, String id) {
        if (application.equals("set") && argument.startsWith("playback_terminators=")) {
            terminators.add(argument.substring("playback_terminators=".length()));
            return;
        }
        log.add(inbox.elapsed().toMillis() + " " + application + " " + argument);
        current = Optional.of(id);
        response.ifPresent(word -> inbox.after(promptLength, new CallMessage.Executed(id, word)));
    }

    @Override
    public void stopPlaying() {
        log.add(inbox.elapsed().toMillis() + " stop");
        if (deaf > 0) {
            deaf--;
        } else {
            current.ifPresent(id -> inbox.after(Duration.ofMillis(20), new CallMessage.Executed(id, "FILE PLAYED")));
        }
    }

    @Override
    public void stopRecording(String path) {
        log.add(inbox.elapsed().toMillis() + " stop recording " + path);
    }

    @Override
    public void handOn(String place, String id) {
        log.add(inbox.elapsed().toMillis() + " hand on to " + place);
    }

    @Override
    public int handOnsLeft() {
        return 1;
    }

    @Override
    public void watchForMachine(String leg) {
        log.add(inbox.elapsed().toMillis() + " watch");
    }

    @Override
    public void stopWatching(String leg) {
        log.add(inbox.elapsed().toMillis() + " watch no more");
    }

    @Override
    public void hangUpOther(String leg, String cause) {
        log.add(inbox.elapsed().toMillis() + " hangup other " + cause);
    }

    @Override
    public void hangUp(String cause) {
        log.add(inbox.elapsed().toMillis() + " hangup " + cause);
        inbox.after(Duration.ofMillis(20), new CallMessage.HungUp(cause));
    }
}
