package org.belltower.server.freeswitch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.server.CallRoute;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.Srtp;
import org.belltower.store.DurableFile;

/**
 * The configuration files of a FreeSWITCH: the templates of the installation, filled with what the configuration says.
 * <em>Immutable.</em>
 *
 * @param files path below FreeSWITCH's configuration folder, and content; some hold secrets
 */
public record SwitchFiles(Map<String, String> files) {
    /** The folder of the templates in an installation. */
    public static final String TEMPLATES = "appliance/freeswitch";

    /** Names the modules that are loaded. */
    static final Path MODULES = Path.of("autoload_configs", "modules.conf.xml");

    /** Of mod_httapi, which fetches clips. */
    private static final Path HTTP_CLIPS = Path.of("autoload_configs", "httapi.conf.xml");

    /** Sessions of a call: the caller's, and that of whom the caller is passed on to. */
    private static final int SESSIONS_A_CALL = 2;

    public SwitchFiles {
        files = Map.copyOf(files);
    }

    /**
     * Fills the templates.
     *
     * @param templates the folder of the templates
     * @param eventSocketPassword of the inbound Event Socket
     * @param apology clips that a caller hears where no server takes the call; may be empty
     * @param interrupted clips that a caller hears whose server is gone; may be empty
     * @throws UserError where a template cannot be read
     */
    public static SwitchFiles of(
            Path templates,
            Configuration configuration,
            String eventSocketPassword,
            List<Path> apology,
            List<Path> interrupted) {
        CallRoute route = CallRoute.of(
                        servers(configuration),
                        configuration.freeSwitch().fallback(),
                        apology,
                        interrupted,
                        configuration.limits().lostServer())
                .withExtensions(configuration.transfer().extensions());
        Map<String, String> values = values(configuration, eventSocketPassword, route);
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> found = Files.walk(templates)) {
            for (Path template : found.filter(file -> file.toString().endsWith(".xml"))
                    .filter(file -> isWanted(templates.relativize(file), configuration))
                    .sorted()
                    .toList()) {
                files.put(templates.relativize(template).toString(), Template.fill(Files.readString(template), values));
            }
        } catch (IOException e) {
            throw new UserError(
                    "the templates in " + templates + " cannot be read (" + e.getMessage()
                            + "); take the folder from the installation again",
                    e);
        }
        if (files.isEmpty()) {
            throw new UserError(
                    "there are no templates in " + templates + "; take the folder from the installation again");
        }
        return new SwitchFiles(files);
    }

    /** Those of a module that is not loaded are not. */
    private static boolean isWanted(Path file, Configuration configuration) {
        return !file.equals(HTTP_CLIPS) || configuration.freeSwitch().clips().isPresent();
    }

    /**
     * The file that names the modules, filled.
     *
     * @throws IOException where the template cannot be read
     */
    static String modules(Path templates, Configuration configuration) throws IOException {
        return Template.fill(
                Files.readString(templates.resolve(MODULES)),
                Map.of("clips-module", clipsModule(configuration.freeSwitch())));
    }

    private static String clipsModule(FreeSwitchConfig settings) {
        return settings.clips().isPresent() ? "    <load module=\"mod_httapi\"/>" : "";
    }

    /**
     * Writes them, readable for their owner only; other files of the folder stay.
     *
     * @throws UserError where they cannot be written
     */
    public void writeTo(Path folder) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                DurableFile.write(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot write FreeSWITCH's configuration to " + folder + " (" + e
                            + "); make it writable, or name another folder",
                    e);
        }
    }

    /**
     * Files that FreeSWITCH would read from a folder and that are none of ours, as those of the package that it came in.
     *
     * @return their paths below the folder, in order
     * @throws UserError where the folder cannot be read
     */
    static List<String> leftovers(Path templates, Configuration configuration, Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".xml"))
                    .map(folder::relativize)
                    .filter(file -> !Files.exists(templates.resolve(file.toString())) || !isWanted(file, configuration))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(folder + " cannot be read (" + e.getMessage() + "); look at its rights", e);
        }
    }

    /** How FreeSWITCH's {@code socket} names the servers, one after the other. */
    static String servers(Configuration configuration) {
        List<String> named = configuration.freeSwitch().servers();
        if (!named.isEmpty()) {
            return String.join("|", named);
        }
        var own = configuration.eventSocket();
        String host =
                own.address().isAnyLocalAddress() ? "127.0.0.1" : own.address().getHostAddress();
        return host + ":" + own.port();
    }

    /** How many sessions FreeSWITCH has to allow. */
    static int sessions(Configuration configuration) {
        return SESSIONS_A_CALL * configuration.limits().admitted();
    }

    private static Map<String, String> values(
            Configuration configuration, String eventSocketPassword, CallRoute route) {
        FreeSwitchConfig settings = configuration.freeSwitch();
        String address = settings.address().getHostAddress();
        Map<String, String> values = new HashMap<>();
        values.put("address", address);
        values.put("trunk-port", String.valueOf(settings.trunkPort()));
        values.put("agents-port", String.valueOf(settings.agentsPort()));
        values.put("first-rtp-port", String.valueOf(settings.firstRtpPort()));
        values.put("last-rtp-port", String.valueOf(settings.lastRtpPort()));
        values.put("max-sessions", String.valueOf(sessions(configuration)));
        values.put("sessions-per-second", String.valueOf(settings.callsASecond()));
        values.put("event-socket-port", String.valueOf(settings.eventSocketPort()));
        values.put("event-socket-password", Template.attribute(eventSocketPassword));
        values.put("clips-module", clipsModule(settings));
        values.put("others", lines(Stream.concat(Stream.of(srtp(settings.srtp())), steps(route.others()))));
        values.put("inner", inner(route));
        values.put("carriers", carriers(settings));
        values.put("gateway", gateway(settings));
        values.put("trunk-tls", tls(settings, settings.trunkPort()));
        values.put("agents-tls", tls(settings, settings.agentsPort()));
        values.put("hotlines", hotlines(configuration, route));
        values.put("agents", agents(configuration, address));
        return values;
    }

    private static String carriers(FreeSwitchConfig settings) {
        return lines(settings.carriers().stream()
                .map(network -> "      <node type=\"allow\" cidr=\"" + Template.attribute(network) + "\"/>"));
    }

    /** Over TLS wherever there are certificates: keys of SRTP travel in what is said there. */
    private static String gateway(FreeSwitchConfig settings) {
        if (settings.gateway().isEmpty()) {
            return "";
        }
        String host = settings.gateway().get();
        boolean tls = settings.certificates().isPresent();
        List<String> lines = new ArrayList<>();
        lines.add("    <gateway name=\"carrier\">");
        lines.add("  " + param("proxy", tls ? host + ";transport=tls" : host));
        lines.add("  " + param("realm", host));
        lines.add("  " + param("register", "false"));
        if (tls) {
            lines.add("  " + param("register-transport", "tls"));
        }
        lines.add("  " + param("caller-id-in-from", "true"));
        lines.add("    </gateway>");
        return lines(lines.stream());
    }

    private static String tls(FreeSwitchConfig settings, int port) {
        return settings.certificates()
                .map(folder -> lines(Stream.of(
                        param("tls", "true"),
                        param("tls-sip-port", String.valueOf(port + 1)),
                        param("tls-bind-params", "transport=tls"),
                        param(
                                "tls-cert-dir",
                                folder.toAbsolutePath().normalize().toString()),
                        param("tls-version", "tlsv1.2"),
                        param("tls-verify-date", "true"),
                        param("tls-verify-policy", "subjects_out"))))
                .orElse("");
    }

    private static String param(String name, String value) {
        return "    <param name=\"" + name + "\" value=\"" + Template.attribute(value) + "\"/>";
    }

    private static String srtp(Srtp srtp) {
        return switch (srtp) {
            case OFF -> "";
            case OPTIONAL -> action("export", "rtp_secure_media=optional");
            case REQUIRED -> action("export", "rtp_secure_media=mandatory");
        };
    }

    private static String hotlines(Configuration configuration, CallRoute route) {
        List<String> lines = new ArrayList<>();
        for (HotlineNumber hotline : configuration.hotlines()) {
            String pattern = hotline.number().replace("+", "\\+").replace("*", "\\*");
            lines.addAll(extension(
                    hotline.number(),
                    pattern,
                    Stream.concat(Stream.of(srtp(configuration.freeSwitch().srtp())), steps(route.hotline()))));
        }
        return lines(lines.stream());
    }

    private static String inner(CallRoute route) {
        return lines(route.inner().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(place -> extension(place.getKey(), place.getKey(), steps(place.getValue())).stream()));
    }

    private static List<String> extension(String name, String pattern, Stream<String> actions) {
        List<String> lines = new ArrayList<>();
        lines.add("  <extension name=\"" + name + "\">");
        lines.add("    <condition field=\"destination_number\" expression=\"^" + pattern + "$\">");
        lines.addAll(actions.toList());
        lines.add("    </condition>");
        lines.add("  </extension>");
        return lines;
    }

    private static Stream<String> steps(List<String> actions) {
        return actions.stream().map(step -> {
            int space = step.indexOf(' ');
            return space < 0 ? action(step, "") : action(step.substring(0, space), step.substring(space + 1));
        });
    }

    private static String action(String application, String data) {
        return "      <action application=\"" + application + "\" data=\"" + Template.attribute(data) + "\"/>";
    }

    private static String agents(Configuration configuration, String domain) {
        List<String> names = configuration.freeSwitch().agents();
        AgentPasswords passwords = AgentPasswords.of(configuration);
        return lines(names.stream()
                .map(name -> "        <user id=\"" + name + "\"><params><param name=\"a1-hash\" value=\""
                        + passwords.hash(name, domain) + "\"/></params></user>"));
    }

    private static String lines(Stream<String> lines) {
        return String.join("\n", lines.filter(line -> !line.isEmpty()).toList());
    }
}
