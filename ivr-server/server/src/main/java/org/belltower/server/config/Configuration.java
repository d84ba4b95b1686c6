package org.belltower.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that an operator can set. Immutable. {@link #defaults} is what runs without a file.
 *
 * @param embeddedSwitch the switch inside this process
 * @param freeSwitch the FreeSWITCH that takes the embedded switch's place
 * @param eventSocket where the switch brings its calls
 * @param database which PostgreSQL
 * @param speech synthesis and recognition
 * @param folders where content lies and where the server writes
 * @param hotlines which number runs which application; a number occurs once
 * @param fetch what documents may fetch over the network
 * @param transfer how others are called for a caller
 * @param web where the server tells how it is
 * @param recording which calls are recorded as a whole
 * @param limits what is too much
 */
public record Configuration(
        EmbeddedSwitchConfig embeddedSwitch,
        FreeSwitchConfig freeSwitch,
        EventSocketConfig eventSocket,
        DatabaseConfig database,
        SpeechConfig speech,
        Folders folders,
        List<HotlineNumber> hotlines,
        FetchConfig fetch,
        TransferConfig transfer,
        WebConfig web,
        RecordingConfig recording,
        Limits limits) {
    public Configuration {
        hotlines = List.copyOf(hotlines);
        if (embeddedSwitch.enabled() && freeSwitch.clips().isPresent()) {
            throw new IllegalArgumentException(
                    "'freeswitch: clips' is set, but the embedded switch is on, which reads the"
                            + " clips where they lie; take 'clips' out, or set 'embedded-switch: enabled: false'");
        }
        for (String recorded : recording.hotlines()) {
            if (hotlines.stream().noneMatch(hotline -> hotline.number().equals(recorded))) {
                throw new IllegalArgumentException(
                        "'recording' names the number '" + recorded + "', which is none of 'hotlines'");
            }
        }
        long numbers = hotlines.stream().map(HotlineNumber::number).distinct().count();
        if (numbers != hotlines.size()) {
            throw new IllegalArgumentException(
                    "a number occurs twice under 'hotlines'; give each number one application");
        }
    }

    /** That tells nobody how it is, and records no whole calls. */
    public Configuration(
            EmbeddedSwitchConfig embeddedSwitch,
            FreeSwitchConfig freeSwitch,
            EventSocketConfig eventSocket,
            DatabaseConfig database,
            SpeechConfig speech,
            Folders folders,
            List<HotlineNumber> hotlines,
            FetchConfig fetch,
            TransferConfig transfer,
            Limits limits) {
        this(
                embeddedSwitch,
                freeSwitch,
                eventSocket,
                database,
                speech,
                folders,
                hotlines,
                fetch,
                transfer,
                WebConfig.OFF,
                RecordingConfig.NONE,
                limits);
    }

    /**
     * With the defaults of FreeSWITCH, of what documents may fetch and whom they may call: nothing, and no telephone number; nobody
     * is told how it is.
     */
    public Configuration(
            EmbeddedSwitchConfig embeddedSwitch,
            EventSocketConfig eventSocket,
            DatabaseConfig database,
            SpeechConfig speech,
            Folders folders,
            List<HotlineNumber> hotlines,
            Limits limits) {
        this(
                embeddedSwitch,
                FreeSwitchConfig.DEFAULT,
                eventSocket,
                database,
                speech,
                folders,
                hotlines,
                FetchConfig.DEFAULT,
                TransferConfig.DEFAULT,
                limits);
    }

    /**
     * The defaults of an installation.
     *
     * @param home the folder of the installation, which holds {@code voice-apps}, {@code grammars} and {@code prompts}
     */
    public static Configuration defaults(Path home) {
        return new Configuration(
                EmbeddedSwitchConfig.DEFAULT,
                FreeSwitchConfig.DEFAULT,
                EventSocketConfig.DEFAULT,
                DatabaseConfig.DEFAULT,
                SpeechConfig.DEFAULT,
                Folders.under(home),
                List.of(HotlineNumber.PENSION),
                FetchConfig.DEFAULT,
                TransferConfig.DEFAULT,
                WebConfig.DEFAULT,
                RecordingConfig.NONE,
                Limits.DEFAULT);
    }

    /** The same with another embedded switch. */
    public Configuration with(EmbeddedSwitchConfig other) {
        Draft draft = new Draft(this);
        draft.embeddedSwitch = other;
        return draft.configuration();
    }

    /** The same with another FreeSWITCH. */
    public Configuration with(FreeSwitchConfig other) {
        Draft draft = new Draft(this);
        draft.freeSwitch = other;
        return draft.configuration();
    }

    /** The same with another listener. */
    public Configuration with(EventSocketConfig other) {
        Draft draft = new Draft(this);
        draft.eventSocket = other;
        return draft.configuration();
    }

    /** The same with other folders. */
    public Configuration with(Folders other) {
        Draft draft = new Draft(this);
        draft.folders = other;
        return draft.configuration();
    }

    /** The same with other hotlines. */
    public Configuration with(List<HotlineNumber> other) {
        Draft draft = new Draft(this);
        draft.hotlines = other;
        return draft.configuration();
    }

    /** The same with another way of calling others. */
    public Configuration with(TransferConfig other) {
        Draft draft = new Draft(this);
        draft.transfer = other;
        return draft.configuration();
    }

    /** The same with another synthesis and recognition. */
    public Configuration with(SpeechConfig other) {
        Draft draft = new Draft(this);
        draft.speech = other;
        return draft.configuration();
    }

    /** The same with another place to tell how it is. */
    public Configuration with(WebConfig other) {
        Draft draft = new Draft(this);
        draft.web = other;
        return draft.configuration();
    }

    /** The same with other recordings of whole calls. */
    public Configuration with(RecordingConfig other) {
        Draft draft = new Draft(this);
        draft.recording = other;
        return draft.configuration();
    }

    /** The same with other limits. */
    public Configuration with(Limits other) {
        Draft draft = new Draft(this);
        draft.limits = other;
        return draft.configuration();
    }

    /** One that is being changed. Confined to the thread that changes it. */
    private static final class Draft {
        private EmbeddedSwitchConfig embeddedSwitch;
        private FreeSwitchConfig freeSwitch;
        private EventSocketConfig eventSocket;
        private DatabaseConfig database;
        private SpeechConfig speech;
        private Folders folders;
        private List<HotlineNumber> hotlines;
        private FetchConfig fetch;
        private TransferConfig transfer;
        private WebConfig web;
        private RecordingConfig recording;
        private Limits limits;

        Draft(Configuration from) {
            embeddedSwitch = from.embeddedSwitch;
            freeSwitch = from.freeSwitch;
            eventSocket = from.eventSocket;
            database = from.database;
            speech = from.speech;
            folders = from.folders;
            hotlines = from.hotlines;
            fetch = from.fetch;
            transfer = from.transfer;
            web = from.web;
            recording = from.recording;
            limits = from.limits;
        }

        Configuration configuration() {
            return new Configuration(
                    embeddedSwitch,
                    freeSwitch,
                    eventSocket,
                    database,
                    speech,
                    folders,
                    hotlines,
                    fetch,
                    transfer,
                    web,
                    recording,
                    limits);
        }
    }
}
