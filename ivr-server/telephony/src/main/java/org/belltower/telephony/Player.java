package org.belltower.telephony;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.eventsocket.FileString;
import org.belltower.prompt.Outlook;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.PromptMark;
import org.belltower.voicexml.QueuedPrompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays prompts one after the other without a gap: all that is queued becomes one {@code playback} of a
 * {@code file_string}, or several where it is very long. Confined to the call's thread.
 *
 * <p>Where the first prompts are there and others have to be spoken, the others are made while the first play, and are another
 * {@code playback}. A figure and all that follows it are made before any of it is heard.
 *
 * <p>The switch says when it has played. Should that word get lost, the player stops waiting {@link #GRACE} after twice the
 * time that the clips take, so that a call never hangs on it. Not earlier, since a switch on a starved machine plays slowly,
 * and who goes on before its end talks over a figure and counts the caller's silence from too early a moment.
 */
final class Player {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Longer than the deadlines of two engines and a recording's fetch together. */
    private static final Duration LONGEST_MAKING = Duration.ofSeconds(30);

    /** Stands for the name of a playback while what is to be played is still being made; no playback is called so. */
    private static final Optional<String> AWAITING_LATER = Optional.of("later");

    /** After so long nothing comes back any more of what was played. */
    private static final Duration COMES_BACK = Duration.ofSeconds(3);

    /** When a prompt ends that has not been made. */
    private static final Duration NOT_KNOWN = Duration.ofDays(1);

    private final CallControl control;
    private final Inbox inbox;
    private final PromptRenderer renderer;
    private final Predicate<Path> playable;
    /** What is played after what plays now: a switch takes so many parts at a time. */
    private final Deque<List<PlaylistItem>> due = new ArrayDeque<>();

    private Consumer<List<PlaylistItem>> witness = _ -> {};

    private final WorkBeside beside;
    private final PlaybackArgument playback;

    private Optional<Later> later = Optional.empty();
    private long lastId;
    /** What the switch has been told last. */
    private Terminators told = Terminators.NONE;
    /** Of what plays. */
    private Terminators terminators = Terminators.NONE;

    private Optional<String> playing = Optional.empty();
    private Optional<String> stopping = Optional.empty();
    /** Whether what plays is heard by now, so that the switch will not overhear a stop. */
    private boolean sounding;

    private Optional<String> failure = Optional.empty();
    private Duration until = Duration.ZERO;
    private Duration began = Duration.ZERO;
    private boolean anyHeard;
    /** When the switch was asked for what plays now. */
    private Duration asked = Duration.ZERO;
    /** When each of the prompts ends, from the beginning of the first. */
    private List<Duration> ends = List.of();
    /** Those of what plays, with the time at which each is due. */
    private final List<DueMark> marks = new ArrayList<>();

    private Optional<DueMark> reached = Optional.empty();
    private Duration quietSince = Duration.ZERO;

    private record DueMark(String name, Duration at) {}

    private List<PlaylistItem> last = List.of();
    private Duration lastAsked = Duration.ZERO;

    /** The switch begins a little after it was asked. */
    private static final Duration LATE_BEGINNING = Duration.ofMillis(300);

    /**
     * What was played, whole or not.
     *
     * @param asked when the switch was asked for it
     * @param heard how much of it can have been heard, from its beginning
     */
    record Lately(List<PlaylistItem> items, Duration asked, Duration heard) {
        Lately {
            items = List.copyOf(items);
        }

        /** What was heard; of what was stopped that is not all. */
        Optional<Pcm> sound() {
            return PlaylistSound.of(items)
                    .map(whole -> whole.slice(0, (int) Math.min(whole.length(), SampleRate.HZ_8000.samplesIn(heard))));
        }

        /** How long ago that was. */
        Duration since(Duration now) {
            return now.minus(asked);
        }
    }

    /**
     * A player that makes later prompts while earlier ones play.
     *
     * @param playable whether the switch can open a clip
     * @param playback how the switch is told what to play
     */
    Player(
            CallControl control,
            Inbox inbox,
            PromptRenderer renderer,
            Predicate<Path> playable,
            WorkBeside beside,
            PlaybackArgument playback) {
        this.control = control;
        this.inbox = inbox;
        this.renderer = renderer;
        this.playable = playable;
        this.beside = beside;
        this.playback = playback;
    }

    /** One whose switch opens the clips by their paths. */
    Player(CallControl control, Inbox inbox, PromptRenderer renderer, Predicate<Path> playable, WorkBeside beside) {
        this(control, inbox, renderer, playable, beside, PlaybackArgument.PATHS);
    }

    /** One that makes them on the call's own thread, when the earlier ones have begun. */
    Player(CallControl control, Inbox inbox, PromptRenderer renderer, Predicate<Path> playable) {
        this(control, inbox, renderer, playable, new WorkBeside(Runnable::run, () -> {}));
    }

    /**
     * Prompts that can be played as one.
     *
     * @param ends when each ends, from the beginning of the first; empty where they cannot be spoken
     * @param later prompts that are still to be made, to be played behind them
     */
    record Prepared(Rendering rendering, List<Duration> ends, List<QueuedPrompt> later) {
        /** Silence of no length. */
        static final Prepared NOTHING = new Prepared(new Rendering.Rendered(new Playlist(List.of())), List.of());

        Prepared {
            ends = List.copyOf(ends);
            later = List.copyOf(later);
        }

        /** All of them. */
        Prepared(Rendering rendering, List<Duration> ends) {
            this(rendering, ends, List.of());
        }
    }

    /**
     * Prompts that are being made while those before them play.
     *
     * @param before what plays
     */
    private record Later(WorkBeside.Job<Prepared> job, Playlist before) {}

    /** What the switch is told to play by other means than this; empty where there is nothing, or it cannot be played. */
    Optional<String> argument(Prepared prepared) {
        return switch (prepared.rendering()) {
            case Rendering.Rendered(Playlist playlist) -> {
                List<PlaylistItem> sounds = sounds(playlist);
                yield sounds.isEmpty()
                        ? Optional.empty()
                        : Optional.of(playback.of(sounds.subList(0, Math.min(sounds.size(), FileString.MOST))));
            }
            case Rendering.Unspeakable(String reason) -> leftOut(reason);
            case Rendering.NoLanguage noLanguage -> leftOut(noLanguage.reason());
        };
    }

    private static Optional<String> leftOut(String reason) {
        LOG.warn("left out of a transfer: what is to be heard while it rings: {}", reason);
        return Optional.empty();
    }

    /** What became of the wish to play. */
    sealed interface Start {
        /** There is nothing to hear. */
        record Nothing() implements Start {}

        record Playing() implements Start {}

        /** None of it plays, since half a figure is a wrong figure. */
        record Unspeakable(String event, String reason) implements Start {}
    }

    /**
     * Prompts as one playlist. A switch leaves out what it cannot open and says that it played, so every clip is looked for
     * first: half a figure is a wrong figure. May take as long as a speech engine or a fetch of audio
     * needs, and touches nothing of the player.
     */
    Prepared prepare(List<QueuedPrompt> prompts) {
        List<QueuedPrompt> ready = QueuedPrompt.fetched(prompts);
        int ahead = ahead(ready);
        if (ahead > 0) {
            Prepared first = whole(ready.subList(0, ahead));
            if (first.rendering() instanceof Rendering.Rendered(Playlist playlist)
                    && playlist.length().isPositive()) {
                return new Prepared(first.rendering(), first.ends(), ready.subList(ahead, ready.size()));
            }
        }
        return whole(ready);
    }

    /**
     * How many prompts may be heard while those behind them are being made: those whose clips are there, up to the first with a
     * figure. From that on all is made before any of it is heard, since the figure's date may stand in another prompt. None where
     * all are there, or one is known to be unspeakable.
     */
    private int ahead(List<QueuedPrompt> prompts) {
        int ahead = 0;
        boolean follows = true;
        boolean allThere = true;
        for (QueuedPrompt prompt : prompts) {
            Outlook outlook = renderer.outlook(prompt.ssml(), prompt.language());
            if (outlook.state() == Outlook.State.UNSPEAKABLE) {
                return 0;
            }
            allThere &= outlook.state() == Outlook.State.THERE;
            follows &= outlook.state() == Outlook.State.THERE && !outlook.figure();
            ahead += follows ? 1 : 0;
        }
        return allThere ? 0 : ahead;
    }

    /** Those whose audio has been fetched. */
    private Prepared whole(List<QueuedPrompt> prompts) {
        List<Playlist> playlists = new ArrayList<>();
        List<Duration> promptEnds = new ArrayList<>();
        Duration end = Duration.ZERO;
        for (QueuedPrompt prompt : prompts) {
            switch (renderer.render(prompt.ssml(), prompt.language())) {
                case Rendering.Rendered(Playlist playlist) -> {
                    playlists.add(playlist);
                    end = end.plus(playlist.length());
                    promptEnds.add(end);
                }
                case Rendering.Unspeakable unspeakable -> {
                    return new Prepared(unspeakable, List.of());
                }
                case Rendering.NoLanguage noLanguage -> {
                    return new Prepared(noLanguage, List.of());
                }
            }
        }
        Playlist whole = Playlist.inARow(playlists);
        return whole.items().stream()
                .filter(item -> item instanceof PlaylistItem.Clip clip && !playable.test(clip.wav()))
                .findFirst()
                .map(item -> new Prepared(new Rendering.Unspeakable("a clip is not there: " + item), List.of()))
                .orElseGet(() -> new Prepared(new Rendering.Rendered(whole), promptEnds));
    }

    /** No key stops it. */
    Start start(Prepared prepared) {
        return start(prepared, Terminators.NONE);
    }

    /** @param keys stop it by themselves, as {@link #stoppedBy} is to be told then */
    Start start(Prepared prepared, Terminators keys) {
        terminators = keys;
        failure = Optional.empty();
        anyHeard = false;
        began = inbox.elapsed();
        List<Duration> all = new ArrayList<>(prepared.ends());
        all.addAll(Collections.nCopies(prepared.later().size(), NOT_KNOWN));
        ends = List.copyOf(all);
        later = Optional.empty();
        return switch (prepared.rendering()) {
            case Rendering.Rendered(Playlist playlist) -> {
                Start begun = start(playlist);
                if (!prepared.later().isEmpty()) {
                    WorkBeside.Job<Prepared> job = beside.start(() -> whole(prepared.later()));
                    // The call may end before it does, and then waits for it before it deletes its clips.
                    beside.leave(job);
                    later = Optional.of(new Later(job, playlist));
                }
                yield begun;
            }
            case Rendering.Unspeakable(String reason) -> unspeakable("error.noresource", reason);
            case Rendering.NoLanguage noLanguage -> unspeakable("error.unsupported.language", noLanguage.reason());
        };
    }

    private static Start unspeakable(String event, String reason) {
        LOG.error("prompt not played: {}", reason);
        return new Start.Unspeakable(event, reason);
    }

    private Start start(Playlist whole) {
        due.clear();
        List<PlaylistItem> sounds = sounds(whole);
        for (int from = 0; from < sounds.size(); from += FileString.MOST) {
            due.add(sounds.subList(from, Math.min(from + FileString.MOST, sounds.size())));
        }
        if (due.isEmpty()) {
            return new Start.Nothing();
        }
        asked = inbox.elapsed();
        placeMarks(whole.items());
        until = inbox.elapsed().plus(whole.length().multipliedBy(2)).plus(GRACE);
        playNext();
        return new Start.Playing();
    }

    /** Takes note of what has come; true where it is the end of what was playing. */
    boolean over(CallMessage message) {
        return switch (message) {
            case CallMessage.Executed executed -> ended(executed);
            case CallMessage.WorkDone _ -> isAwaitingLater() && startLater();
            case CallMessage.PlaybackBegan _,
                    CallMessage.KeyPressed _,
                    CallMessage.SpeechBegan _,
                    CallMessage.SpeechHeard _,
                    CallMessage.Bridged _,
                    CallMessage.MachineHeard _,
                    CallMessage.HungUp _ -> false;
        };
    }

    private boolean isAwaitingLater() {
        return playing.equals(AWAITING_LATER);
    }

    /** Goes on with the prompts that have been made meanwhile, or waits for them; true where there is nothing to go on with. */
    private boolean startLater() {
        Later next = later.orElseThrow();
        if (!next.job().isDone()) {
            playing = AWAITING_LATER;
            until = inbox.elapsed().plus(LONGEST_MAKING);
            return false;
        }
        later = Optional.empty();
        playing = Optional.empty();
        quiet();
        Prepared prepared = next.job().result();
        return switch (prepared.rendering()) {
            case Rendering.Rendered(Playlist playlist) -> {
                learnEnds(prepared.ends());
                List<PlaylistItem> before = next.before().items();
                List<PlaylistItem> joined =
                        Playlist.inARow(List.of(next.before(), playlist)).items();
                yield start(new Playlist(joined.subList(before.size(), joined.size()))) instanceof Start.Nothing;
            }
            case Rendering.Unspeakable(String reason) -> cannotGoOn(reason);
            case Rendering.NoLanguage noLanguage -> cannotGoOn(noLanguage.reason());
        };
    }

    private void learnEnds(List<Duration> known) {
        Duration begun = inbox.elapsed().minus(began);
        List<Duration> all = new ArrayList<>(ends.subList(0, ends.size() - known.size()));
        known.forEach(end -> all.add(begun.plus(end)));
        ends = List.copyOf(all);
    }

    private boolean cannotGoOn(String reason) {
        failure = Optional.of(reason);
        LOG.error("prompt not played behind the one before it: {}", reason);
        return true;
    }

    /**
     * Counted from the moment when the switch is asked, until it says that it has begun: then what is still to come is later by as
     * much as the switch was late. Within what plays the clips' own lengths are exact, for a switch leaves nothing between them.
     */
    private void placeMarks(List<PlaylistItem> items) {
        marks.clear();
        Duration at = asked;
        for (PlaylistItem item : items) {
            switch (item) {
                case PlaylistItem.Clip clip -> at = at.plus(clip.length());
                case PlaylistItem.Silence silence -> at = at.plus(silence.length());
                case PlaylistItem.Mark mark -> marks.add(new DueMark(mark.name(), at));
            }
        }
    }

    private void quiet() {
        quietSince = inbox.elapsed();
        marks.stream()
                .filter(mark -> mark.at().compareTo(quietSince) <= 0)
                .forEach(mark -> reached = Optional.of(mark));
        marks.clear();
    }

    /** Marks are those of the prompts that follow. */
    void forgetMark() {
        marks.clear();
        reached = Optional.empty();
    }

    /** The last mark that was reached. Spec: VoiceXML 2.1 §4. */
    Optional<PromptMark> mark() {
        return reached.map(mark -> new PromptMark(mark.name(), quietSince.minus(mark.at())));
    }

    private void playNext() {
        String id = "play-" + ++lastId;
        List<PlaylistItem> next = due.remove();
        tell(terminators);
        control.execute("playback", playback.of(next), id);
        playing = Optional.of(id);
        sounding = false;
        last = next;
        lastAsked = inbox.elapsed();
        witness.accept(next);
    }

    /** What is not a prompt is no longer stopped by keys. */
    void leaveKeysAlone() {
        tell(Terminators.NONE);
    }

    private void tell(Terminators keys) {
        if (!keys.equals(told)) {
            told = keys;
            control.execute("set", keys.assignment(), "terminators");
        }
    }

    /** What was played last, while the end of it may still come back over the caller's line. */
    Optional<Lately> lately() {
        if (last.isEmpty()
                || quietSince.compareTo(lastAsked) < 0
                || inbox.elapsed().minus(quietSince).compareTo(COMES_BACK) >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Lately(last, lastAsked, quietSince.minus(lastAsked).plus(LATE_BEGINNING)));
    }

    /** From now on somebody is told what plays, whenever the switch has been asked to play something. */
    void watchedBy(Consumer<List<PlaylistItem>> next) {
        witness = next;
    }

    /** Nobody wants to know any more. */
    void watchedByNobody() {
        witness = _ -> {};
    }

    /** The switch has begun to play: what was asked for last, for what was stopped before has ended by then. */
    void began() {
        if (stopping.isPresent()) {
            // The switch ignores a stop that overtakes the beginning.
            control.stopPlaying();
            return;
        }
        if (playing.isEmpty() || sounding) {
            return;
        }
        sounding = true;
        Duration lag = inbox.elapsed().minus(asked);
        marks.replaceAll(mark -> mark.at().compareTo(asked) < 0
                ? mark
                : new DueMark(mark.name(), mark.at().plus(lag)));
        if (!anyHeard) {
            anyHeard = true;
            began = inbox.elapsed();
        }
    }

    private static List<PlaylistItem> sounds(Playlist playlist) {
        return playlist.items().stream()
                .filter(item -> !(item instanceof PlaylistItem.Mark))
                .toList();
    }

    /**
     * What has been heard of each prompt that plays now.
     *
     * @param cut of the one that is not over yet
     */
    List<PlayOutcome> heardUntilNow(PlayOutcome cut) {
        Duration played = inbox.elapsed().minus(began);
        List<PlayOutcome> heard = new ArrayList<>();
        Duration begin = Duration.ZERO;
        for (Duration end : ends) {
            boolean begun = begin.compareTo(played) <= 0;
            heard.add(end.compareTo(played) <= 0 ? PlayOutcome.WHOLE : begun ? cut : PlayOutcome.NOT_PLAYED);
            begin = end;
        }
        return heard;
    }

    boolean isPlaying() {
        return playing.isPresent();
    }

    /** How long to go on waiting for the end of what plays. */
    Duration patience() {
        Duration left = until.minus(inbox.elapsed());
        return left.isPositive() ? left : Duration.ZERO;
    }

    /** Stops what plays; its end is no longer waited for. */
    void stop() {
        stop(false);
    }

    /** The same on account of a key, at which the switch may have stopped by itself. */
    void stoppedBy(char key) {
        stop(sounding && terminators.contains(key));
    }

    private void stop(boolean byItself) {
        later = Optional.empty();
        if (isAwaitingLater()) {
            quiet();
            playing = Optional.empty();
        } else if (playing.isPresent()) {
            if (!byItself) {
                control.stopPlaying();
            }
            quiet();
            due.clear();
            stopping = sounding ? Optional.empty() : playing;
            playing = Optional.empty();
        }
    }

    /** Whether a prompt was stopped that the switch may begin to play all the same. */
    boolean isStopping() {
        return stopping.isPresent();
    }

    /** The switch has not said that the stopped prompt has ended: the word to stop may have come before it began. */
    void stopAgain() {
        if (stopping.isPresent()) {
            control.stopPlaying();
        }
    }

    /** The stopped prompt is not waited for any longer. */
    void giveUpStopping() {
        LOG.warn("the switch did not report the end of a stopped prompt in time; going on without it");
        stopping = Optional.empty();
    }

    /** Takes note of the end of an application; true where it is the end of what was playing. */
    boolean ended(CallMessage.Executed executed) {
        if (stopping.equals(Optional.of(executed.id()))) {
            stopping = Optional.empty();
        }
        if (!playing.equals(Optional.of(executed.id()))) {
            return false;
        }
        playing = Optional.empty();
        // FreeSWITCH: FILE PLAYED, FILE NOT FOUND, PLAYBACK ERROR. Spec: mod_dptools, playback.
        if (executed.response().contains("NOT FOUND") || executed.response().contains("ERROR")) {
            failure = Optional.of("the switch could not play a clip (" + executed.response()
                    + "): check that it reads the folder of the clips, or reaches the address of freeswitch: clips:");
            LOG.error("{}", failure.get());
        } else if (!due.isEmpty()) {
            asked = inbox.elapsed();
            playNext();
            return false;
        } else if (later.isPresent()) {
            return startLater();
        }
        later = Optional.empty();
        due.clear();
        quiet();
        return true;
    }

    /** The switch has not said that it is done although it must be. */
    void giveUpWaiting() {
        if (isAwaitingLater()) {
            failure = Optional.of("what follows a prompt was not made within " + LONGEST_MAKING.toSeconds() + " s");
            LOG.error("{}", failure.get());
        } else {
            LOG.warn("the switch did not report the end of a playback in time; going on without it");
        }
        later = Optional.empty();
        playing = Optional.empty();
        quiet();
        due.clear();
    }

    /** Why the last playback failed, if it did. */
    Optional<String> failure() {
        return failure;
    }
}
