package org.belltower.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.server.UserError;

/**
 * Reads {@code ivr.yaml}. Every key has a default; an unknown key, a value of the wrong type or out of range is a
 * {@link UserError} of one line: file, line, column, what is wrong, what is allowed.
 */
public final class ConfigurationFile {
    /** Looked for in the installation's folder. */
    public static final String NAME = "ivr.yaml";

    private static final long LARGEST = 1 << 20;

    private ConfigurationFile() {}

    /**
     * The configuration in force.
     *
     * @param home the folder of the installation
     * @param file what the operator named; without it {@value #NAME} in {@code home} where there is one, else the defaults
     * @throws UserError if the file is missing, unreadable or wrong
     */
    public static Configuration load(Path home, Optional<Path> file) {
        Path path = file.orElse(home.resolve(NAME));
        if (file.isEmpty() && !Files.exists(path)) {
            return Configuration.defaults(home);
        }
        try {
            if (!Files.isRegularFile(path)) {
                throw new UserError(
                        path + ": there is no such file; correct the path, or leave it out for the defaults");
            }
            if (Files.size(path) > LARGEST) {
                throw new UserError(path + ": is over " + LARGEST + " bytes, which is no configuration");
            }
            return read(Files.readString(path, StandardCharsets.UTF_8), home);
        } catch (CharacterCodingException e) {
            throw new UserError(path + ": is not UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new UserError(path + ": cannot be read: " + e.getMessage(), e);
        } catch (ConfigurationMistake e) {
            throw new UserError(e.at(path.toString()), e);
        }
    }

    /** Relative folders count from {@code home}. */
    static Configuration read(String text, Path home) {
        Configuration defaults = Configuration.defaults(home);
        Section file = Section.of("", YamlReader.read(text));
        EmbeddedSwitchConfig embeddedSwitch =
                embeddedSwitch(file.section("embedded-switch"), defaults.embeddedSwitch());
        FreeSwitchConfig freeSwitch = freeSwitch(file.section("freeswitch"), home, defaults.freeSwitch());
        EventSocketConfig eventSocket = eventSocket(file.section("event-socket"), defaults.eventSocket());
        DatabaseConfig database = database(file.section("database"), defaults.database());
        SpeechConfig speech = speech(file.section("speech"), home, defaults.speech());
        Folders folders = folders(file.section("folders"), home, defaults.folders());
        List<HotlineNumber> hotlines = file.sections("hotlines", defaults.hotlines(), ConfigurationFile::hotline);
        FetchConfig fetch = fetch(file.section("fetch"), home, defaults.fetch());
        TransferConfig transfer = transfer(file.section("transfer"), defaults.transfer());
        WebConfig web = web(file.section("web"), defaults.web());
        RecordingConfig recording = recording(file.section("recording"), defaults.recording());
        Limits limits = limits(file.section("limits"), defaults.limits());
        return file.build(() -> new Configuration(
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
                limits));
    }

    private static EmbeddedSwitchConfig embeddedSwitch(Section section, EmbeddedSwitchConfig defaults) {
        var enabled = section.flag("enabled", defaults.enabled());
        var address = section.address("address", defaults.address());
        var sipPort = section.integer("sip-port", defaults.sipPort());
        var firstRtpPort = section.integer("first-rtp-port", defaults.firstRtpPort());
        var lastRtpPort = section.integer("last-rtp-port", defaults.lastRtpPort());
        var eventSocketPort = section.integer("event-socket-port", defaults.eventSocketPort());
        var fallback = section.texts("fallback", defaults.fallback());
        var agents = section.texts("agents", defaults.agents());
        return section.build(() -> new EmbeddedSwitchConfig(
                enabled, address, sipPort, firstRtpPort, lastRtpPort, eventSocketPort, fallback, agents));
    }

    private static FreeSwitchConfig freeSwitch(Section section, Path home, FreeSwitchConfig defaults) {
        var address = section.address("address", defaults.address());
        var trunkPort = section.integer("trunk-port", defaults.trunkPort());
        var agentsPort = section.integer("agents-port", defaults.agentsPort());
        var firstRtpPort = section.integer("first-rtp-port", defaults.firstRtpPort());
        var lastRtpPort = section.integer("last-rtp-port", defaults.lastRtpPort());
        var eventSocketPort = section.integer("event-socket-port", defaults.eventSocketPort());
        var carriers = section.texts("carriers", defaults.carriers());
        var gateway = section.optionalText("gateway");
        var agents = section.texts("agents", defaults.agents());
        var servers = section.texts("servers", defaults.servers());
        var fallback = section.texts("fallback", defaults.fallback());
        var certificates = section.optionalPath("certificates", home);
        var srtp = section.choice("srtp", Srtp.class, defaults.srtp());
        var callsASecond = section.integer("calls-a-second", defaults.callsASecond());
        var clips = section.optionalText("clips");
        return section.build(() -> new FreeSwitchConfig(
                address,
                trunkPort,
                agentsPort,
                firstRtpPort,
                lastRtpPort,
                eventSocketPort,
                carriers,
                gateway,
                agents,
                servers,
                fallback,
                certificates,
                srtp,
                callsASecond,
                clips));
    }

    private static EventSocketConfig eventSocket(Section section, EventSocketConfig defaults) {
        var address = section.address("address", defaults.address());
        var port = section.integer("port", defaults.port());
        var switches = section.texts("switches", defaults.switches());
        return section.build(() -> new EventSocketConfig(address, port, switches));
    }

    private static DatabaseConfig database(Section section, DatabaseConfig defaults) {
        var url = section.optionalText("url");
        var user = section.text("user", defaults.user());
        var password = section.text("password", defaults.password());
        return section.build(() -> new DatabaseConfig(url, user, password));
    }

    private static SpeechConfig speech(Section section, Path home, SpeechConfig defaults) {
        var cacheMegabytes = section.integer("cache-megabytes", defaults.cacheMegabytes());
        var recognition = section.flag("recognition", defaults.recognition());
        var atOnce = section.integer("at-once", defaults.atOnce());
        var threads = section.integer("threads", defaults.threads());
        var models = section.optionalPath("models", home);
        var minimumConfidence = section.integer("minimum-confidence", defaults.minimumConfidence());
        var tap = section.choice("tap", CallerTapKind.class, defaults.tap());
        return section.build(
                () -> new SpeechConfig(cacheMegabytes, recognition, atOnce, threads, models, minimumConfidence, tap));
    }

    private static Folders folders(Section section, Path home, Folders defaults) {
        var voiceApps = section.path("voice-apps", home, defaults.voiceApps());
        var grammars = section.path("grammars", home, defaults.grammars());
        var prompts = section.path("prompts", home, defaults.prompts());
        var data = section.path("data", home, defaults.data());
        return section.build(() -> new Folders(voiceApps, grammars, prompts, data));
    }

    private static HotlineNumber hotline(Section section) {
        var number = section.neededText("number");
        var application = section.neededText("application");
        return section.build(() -> new HotlineNumber(number, application));
    }

    private static FetchConfig fetch(Section section, Path home, FetchConfig defaults) {
        var allow = section.texts("allow", defaults.allow());
        var longest = section.duration("longest", defaults.longest());
        var bodyKilobytes = section.integer("body-kilobytes", defaults.bodyKilobytes());
        var redirects = section.integer("redirects", defaults.redirects());
        var cacheEntries = section.integer("cache-entries", defaults.cacheEntries());
        var cacheMegabytes = section.integer("cache-megabytes", defaults.cacheMegabytes());
        var audioMegabytes = section.integer("audio-megabytes", defaults.audioMegabytes());
        var caFile = section.optionalPath("ca-file", home);
        return section.build(() -> new FetchConfig(
                allow, longest, bodyKilobytes, redirects, cacheEntries, cacheMegabytes, audioMegabytes, caFile));
    }

    private static TransferConfig transfer(Section section, TransferConfig defaults) {
        var trunk = section.optionalText("trunk").or(defaults::trunk);
        var extensions = section.sections(
                "extensions", List.copyOf(defaults.extensions().entrySet()), ConfigurationFile::extension);
        var machines = section.flag("machines", defaults.machines());
        return section.build(() -> {
            Map<String, List<String>> byName = new LinkedHashMap<>();
            extensions.forEach(one -> {
                if (byName.put(one.getKey(), one.getValue()) != null) {
                    throw new IllegalArgumentException("'extensions' has '" + one.getKey() + "' twice");
                }
            });
            return new TransferConfig(trunk, byName, machines);
        });
    }

    private static Map.Entry<String, List<String>> extension(Section section) {
        var name = section.neededText("name");
        var actions = section.texts("actions", List.of());
        return section.build(() -> Map.entry(name, actions));
    }

    private static WebConfig web(Section section, WebConfig defaults) {
        var enabled = section.flag("enabled", defaults.enabled());
        var address = section.address("address", defaults.address());
        var port = section.integer("port", defaults.port());
        return section.build(() -> new WebConfig(enabled, address, port));
    }

    private static RecordingConfig recording(Section section, RecordingConfig defaults) {
        var hotlines = section.texts("hotlines", defaults.hotlines());
        var days = section.integer("days", defaults.days());
        return section.build(() -> new RecordingConfig(hotlines, days));
    }

    private static Limits limits(Section section, Limits defaults) {
        var calls = section.integer("calls", defaults.calls());
        var drain = section.duration("drain", defaults.drain());
        var callsASecond = section.integer("calls-a-second", defaults.callsASecond());
        var waiting = section.integer("waiting", defaults.waiting());
        var lostServer = section.duration("lost-server", defaults.lostServer());
        var busyPrompts = section.integer("busy-prompts", defaults.busyPrompts());
        var busyCause = section.choice("busy-cause", BusyCause.class, defaults.busyCause());
        return section.build(() -> new Limits(calls, drain, callsASecond, waiting, lostServer, busyPrompts, busyCause));
    }
}
