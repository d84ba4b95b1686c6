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

    /** The same with other folders. */
    public Configuration with(Folders others) {
        return new Configuration(
                embeddedSwitch,
                freeSwitch,
                eventSocket,
                database,
                speech,
                others,
                hotlines,
                fetch,
                transfer,
                web,
                recording,
                limits);
    }

    /** The same with another synthesis and recognition. */
    public Configuration with(SpeechConfig other) {
        return new Configuration(
                embeddedSwitch,
                freeSwitch,
                eventSocket,
                database,
                other,
                folders,
                hotlines,
                fetch,
                transfer,
                web,
                recording,
                limits);
    }

    /** The same with another place to tell how it is. */
    public Configuration with(WebConfig other) {
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
                other,
                recording,
                limits);
    }

    /** The same with another embedded switch. */
    public Configuration with(EmbeddedSwitchConfig other) {
        return new Configuration(
                other,
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

    /** The same with another FreeSWITCH. */
    public Configuration with(FreeSwitchConfig other) {
        return new Configuration(
                embeddedSwitch,
                other,
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

    /** The same with another listener. */
    public Configuration with(EventSocketConfig other) {
        return new Configuration(
                embeddedSwitch,
                freeSwitch,
                other,
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

    /** The same with other recordings of whole calls. */
    public Configuration with(RecordingConfig other) {
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
                other,
                limits);
    }
}
