package org.belltower.server.freeswitch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.server.CallRoute;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.doctor.Finding;
import org.belltower.voicexml.fetch.AddressBlock;

/** Looks a running FreeSWITCH over: what the hotline misses there, and what is not safe. <em>Immutable.</em> It changes nothing. */
final class SwitchCheck {
    private static final Pattern VERSION = Pattern.compile("FreeSWITCH Version (\\d+)\\.(\\d+)[^ ]*");
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)(\\d{1,9})(?!\\d)");
    private static final Pattern ADMITS = Pattern.compile("name=\"apply-inbound-acl\"\\s+value=\"carriers\"");
    private static final Pattern MODULE = Pattern.compile("<load module=\"([a-z0-9_]+)\"/>");
    /** FreeSWITCH logs each key that a caller presses at this level. */
    private static final int INFO = 6;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final String WRITE =
            "write the configuration anew by ./ivr freeswitch config and restart FreeSWITCH";
    /** Addresses of the documentation: nobody's network. Spec: RFC 5737. */
    private static final List<String> STRANGERS = List.of("192.0.2.66", "198.51.100.66", "203.0.113.66");

    private final Configuration configuration;
    private final SwitchApi api;
    private final Set<String> modules;

    private SwitchCheck(Configuration configuration, SwitchApi api, Set<String> modules) {
        this.configuration = configuration;
        this.api = api;
        this.modules = modules;
    }

    /**
     * Everything that was looked at, in the order to mend it in.
     *
     * @param modulesFile the {@code modules.conf.xml} that lists what the hotline uses
     */
    static List<Finding> run(Configuration configuration, SwitchApi api, String modulesFile) {
        Set<String> modules = new TreeSet<>();
        Matcher found = MODULE.matcher(modulesFile);
        while (found.find()) {
            modules.add(found.group(1));
        }
        SwitchCheck check = new SwitchCheck(configuration, api, modules);
        List<Finding> findings = new ArrayList<>();
        findings.add(check.version());
        findings.add(check.missingModules());
        findings.add(check.needlessModules());
        findings.add(check.profile("trunk"));
        findings.add(check.profile("agents"));
        findings.add(check.strangers());
        findings.addAll(check.carriers());
        findings.add(check.dialplan());
        findings.add(check.eventSocket());
        findings.add(check.log());
        findings.add(check.sessions());
        findings.add(check.callsASecond());
        return List.copyOf(findings);
    }

    private Finding version() {
        String subject = "version";
        String answer = api.run("version");
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            return Finding.warning(
                    subject,
                    "it calls itself '" + answer + "'",
                    "use FreeSWITCH 1.10 or 1.11, which this was tried with");
        }
        boolean known = version.group(1).equals("1") && Integer.parseInt(version.group(2)) >= 10;
        return known
                ? Finding.ok(subject, version.group())
                : Finding.warning(subject, version.group(), "use FreeSWITCH 1.10 or 1.11, which this was tried with");
    }

    private Finding missingModules() {
        List<String> missing = modules.stream()
                .filter(module -> !api.run("module_exists " + module).strip().equals("true"))
                .toList();
        return missing.isEmpty()
                ? Finding.ok("modules", modules.size() + " in use")
                : Finding.missing(
                        "modules",
                        "not loaded: " + String.join(", ", missing),
                        "install their packages (freeswitch-mod-…), and " + WRITE);
    }

    /** Lines of {@code show modules}: type, name, module, file. */
    private Finding needlessModules() {
        String listed = api.run("show modules");
        if (!listed.startsWith("type,")) {
            return Finding.warning("other modules", "cannot be listed", "see FreeSWITCH's log, and ask again");
        }
        Set<String> needless = new TreeSet<>();
        listed.lines().forEach(line -> {
            String[] columns = line.split(",", -1);
            if (columns.length >= 3 && columns[2].startsWith("mod_") && !modules.contains(columns[2])) {
                needless.add(columns[2]);
            }
        });
        return needless.isEmpty()
                ? Finding.ok("other modules", "none")
                : Finding.warning(
                        "other modules",
                        "loaded and not used: " + String.join(", ", needless),
                        "take them out of modules.conf.xml: what is not loaded cannot be attacked");
    }

    private Finding profile(String name) {
        String subject = "profile " + name;
        String answer = api.run("sofia status profile " + name);
        return answer.contains("Name") && answer.contains("Context")
                ? Finding.ok(subject, "runs")
                : Finding.missing(
                        subject, "does not run", "see FreeSWITCH's log (is its SIP port taken?), and " + WRITE);
    }

    private Finding strangers() {
        String profile = api.run("xml_locate configuration configuration name sofia.conf");
        int trunk = profile.indexOf("<profile name=\"trunk\"");
        int end = trunk < 0 ? -1 : profile.indexOf("</profile>", trunk);
        if (end < 0 || !ADMITS.matcher(profile.substring(trunk, end)).find()) {
            return Finding.missing("strangers", "the profile trunk takes calls from anybody", WRITE);
        }
        List<String> let = STRANGERS.stream()
                .filter(address -> configuration.freeSwitch().carriers().stream()
                        .map(AddressBlock::of)
                        .noneMatch(network -> network.holds(InetAddress.ofLiteral(address))))
                .filter(this::mayCall)
                .toList();
        return let.isEmpty()
                ? Finding.ok("strangers", "are refused")
                : Finding.missing(
                        "strangers",
                        "calls from " + String.join(", ", let) + " would be taken",
                        WRITE + ": anybody can call");
    }

    private List<Finding> carriers() {
        List<Finding> findings = new ArrayList<>();
        for (String network : configuration.freeSwitch().carriers()) {
            findings.add(
                    mayCall(network.substring(0, network.indexOf('/')))
                            ? Finding.ok("carrier", network)
                            : Finding.missing("carrier", network + " would be refused", WRITE));
        }
        return findings;
    }

    private boolean mayCall(String address) {
        return api.run("acl " + address + " carriers").strip().equals("true");
    }

    private Finding dialplan() {
        String plan = api.run("xml_locate dialplan context name trunk");
        String servers = SwitchFiles.servers(configuration);
        List<String> without = configuration.hotlines().stream()
                .map(HotlineNumber::number)
                .filter(number -> !plan.contains("name=\"" + number + "\""))
                .toList();
        if (!without.isEmpty()) {
            return Finding.missing("dialplan", "has no hotline " + String.join(", ", without), WRITE);
        }
        String inner = api.run("xml_locate dialplan context name " + CallRoute.CONTEXT);
        if (!inner.contains("name=\"" + CallRoute.AGAIN + "\"")) {
            return Finding.missing("dialplan", "does not bring calls back that have lost their server", WRITE);
        }
        return plan.contains("data=\"" + servers + " async full\"")
                ? Finding.ok("dialplan", configuration.hotlines().size() + " hotlines to " + servers)
                : Finding.missing("dialplan", "does not lead to " + servers, WRITE);
    }

    private Finding eventSocket() {
        FreeSwitchConfig settings = configuration.freeSwitch();
        InetAddress outside = settings.address();
        String subject = "Event Socket";
        if (outside.isLoopbackAddress() || outside.isAnyLocalAddress()) {
            return Finding.ok(subject, "port " + settings.eventSocketPort());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(outside, settings.eventSocketPort()), (int) CONNECT.toMillis());
            return Finding.missing(
                    subject,
                    "can be reached at " + outside.getHostAddress() + ":" + settings.eventSocketPort(),
                    "have it listen on 127.0.0.1 only: who reaches it controls every call");
        } catch (IOException refused) {
            return Finding.ok(subject, "port " + settings.eventSocketPort() + ", on this machine only");
        }
    }

    private Finding log() {
        String remedy = "fsctl loglevel notice, and set loglevel in switch.conf.xml";
        OptionalInt level = number("fsctl loglevel");
        if (level.isEmpty()) {
            return Finding.warning("log", "its level is not told", remedy);
        }
        return level.getAsInt() < INFO
                ? Finding.ok("log", "level " + level.getAsInt())
                : Finding.warning("log", "level " + level.getAsInt() + " writes the keys that callers press", remedy);
    }

    private Finding sessions() {
        return atLeast(
                "sessions",
                "fsctl max_sessions",
                SwitchFiles.sessions(configuration),
                "set max-sessions in switch.conf.xml");
    }

    private Finding callsASecond() {
        return atLeast(
                "calls a second",
                "fsctl sps",
                configuration.freeSwitch().callsASecond(),
                "set sessions-per-second in switch.conf.xml");
    }

    private Finding atLeast(String subject, String command, int wanted, String remedy) {
        OptionalInt allowed = number(command);
        if (allowed.isEmpty()) {
            return Finding.warning(subject, "the limit is not told", remedy);
        }
        return allowed.getAsInt() >= wanted
                ? Finding.ok(subject, "up to " + allowed.getAsInt())
                : Finding.warning(subject, "up to " + allowed.getAsInt() + ", fewer than " + wanted, remedy);
    }

    /** The last number of the answer. */
    private OptionalInt number(String command) {
        return NUMBER.matcher(api.run(command))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .reduce((first, last) -> last);
    }
}
