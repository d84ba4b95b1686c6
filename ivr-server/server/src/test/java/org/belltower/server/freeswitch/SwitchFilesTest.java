package org.belltower.server.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FetchConfig;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.Srtp;
import org.belltower.server.config.TransferConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SwitchFilesTest {
    private static final Path TEMPLATES = Path.of("../../appliance/freeswitch");
    private static final String PASSWORD = "a password <for> \"this\" & test";

    @TempDir
    private Path data;

    private Configuration configuration(FreeSwitchConfig freeSwitch) {
        Configuration defaults = Configuration.defaults(data);
        return new Configuration(
                defaults.embeddedSwitch(),
                freeSwitch,
                defaults.eventSocket(),
                defaults.database(),
                defaults.speech(),
                defaults.folders().withData(data),
                List.of(new HotlineNumber("88001", "pension"), new HotlineNumber("+86*1", "quotes")),
                FetchConfig.DEFAULT,
                TransferConfig.DEFAULT,
                defaults.limits());
    }

    private static FreeSwitchConfig with(
            List<String> agents, List<String> servers, List<String> fallback, Optional<Path> certificates, Srtp srtp) {
        return new FreeSwitchConfig(
                InetAddress.ofLiteral("192.0.2.8"),
                5060,
                5070,
                16384,
                32767,
                8021,
                List.of("198.51.100.0/24"),
                Optional.of("192.0.2.99"),
                agents,
                servers,
                fallback,
                certificates,
                srtp,
                200,
                Optional.empty());
    }

    private Map<String, String> files(FreeSwitchConfig freeSwitch, List<Path> apology) {
        return SwitchFiles.of(
                        TEMPLATES, configuration(freeSwitch), PASSWORD, apology, List.of(Path.of("/srv/wait.wav")))
                .files();
    }

    private static String file(Map<String, String> files, String name) {
        String text = files.get(name);
        if (text == null) {
            throw new AssertionError("no " + name);
        }
        return text;
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String param(Document document, String name) {
        var found = document.getElementsByTagName("param");
        for (int i = 0; i < found.getLength(); i++) {
            Element param = (Element) found.item(i);
            if (param.getAttribute("name").equals(name)) {
                return param.getAttribute("value");
            }
        }
        throw new AssertionError("no param " + name);
    }

    private static List<String> actions(String dialplan, String number) throws Exception {
        var extensions = xml(dialplan).getElementsByTagName("extension");
        for (int i = 0; i < extensions.getLength(); i++) {
            Element extension = (Element) extensions.item(i);
            if (extension.getAttribute("name").equals(number)) {
                var actions = extension.getElementsByTagName("action");
                return java.util.stream.IntStream.range(0, actions.getLength())
                        .mapToObj(n -> (Element) actions.item(n))
                        .map(action -> (action.getAttribute("application") + " " + action.getAttribute("data")).strip())
                        .toList();
            }
        }
        throw new AssertionError("no extension " + number);
    }

    @Test
    void everyFileIsXmlAndNoPlaceIsLeft() throws Exception {
        Map<String, String> files = files(
                with(List.of("1001"), List.of(), List.of(), Optional.of(Path.of("/etc/tls")), Srtp.OPTIONAL),
                List.of(Path.of("/srv/a.wav")));

        assertThat(files)
                .containsKeys(
                        "freeswitch.xml",
                        "autoload_configs/modules.conf.xml",
                        "autoload_configs/event_socket.conf.xml",
                        "sip_profiles/trunk.xml",
                        "sip_profiles/agents.xml",
                        "dialplan/trunk.xml",
                        "dialplan/agents.xml",
                        "directory/agents.xml");
        for (String text : files.values()) {
            assertThat(xml(text).getDocumentElement()).isNotNull();
            assertThat(text).doesNotContainPattern("@[a-z-]+@");
        }
    }

    @Test
    void eventSocketListensOnThisMachineWithThePasswordOfTheInstallation() throws Exception {
        Map<String, String> files = files(FreeSwitchConfig.DEFAULT, List.of());

        Document eventSocket = xml(file(files, "autoload_configs/event_socket.conf.xml"));
        assertThat(param(eventSocket, "listen-ip")).isEqualTo("127.0.0.1");
        assertThat(param(eventSocket, "password")).isEqualTo(PASSWORD);
        assertThat(files.values()).noneMatch(text -> text.contains("ClueCon"));
        assertThat(files.values().stream().filter(text -> text.contains("a password &lt;")))
                .hasSize(1);
    }

    @Test
    void onlyTheCarriersNetworksMayCall() throws Exception {
        Map<String, String> files = files(with(List.of(), List.of(), List.of(), Optional.empty(), Srtp.OFF), List.of());

        Document acl = xml(file(files, "autoload_configs/acl.conf.xml"));
        Element list = (Element) acl.getElementsByTagName("list").item(0);
        assertThat(list.getAttribute("default")).isEqualTo("deny");
        assertThat(((Element) list.getElementsByTagName("node").item(0)).getAttribute("cidr"))
                .isEqualTo("198.51.100.0/24");
        assertThat(param(xml(file(files, "sip_profiles/trunk.xml")), "apply-inbound-acl"))
                .isEqualTo(list.getAttribute("name"));
        assertThat(param(xml(file(files, "sip_profiles/agents.xml")), "auth-calls"))
                .isEqualTo("true");
    }

    /** Else it plays only as fast as the caller's packets come: not at all to a telephone that is muted or saves its silence. */
    @Test
    void promptsPlayAtAClockOfTheSwitch() throws Exception {
        Map<String, String> files = files(FreeSwitchConfig.DEFAULT, List.of());
        for (String profile : List.of("trunk", "agents")) {
            assertThat(param(xml(file(files, "sip_profiles/" + profile + ".xml")), "rtp-timer-name"))
                    .as(profile)
                    .isEqualTo("soft");
        }
    }

    /** Else timestamps jump at the beginning of every prompt that comes after a pause. */
    @Test
    void aCallIsSentSilenceBetweenPrompts() throws Exception {
        Map<String, String> files = files(FreeSwitchConfig.DEFAULT, List.of());
        for (String context : List.of("trunk", "agents")) {
            assertThat(actions(file(files, "dialplan/" + context + ".xml"), "silence"))
                    .as(context)
                    .containsExactly("set send_silence_when_idle=-1");
        }
    }

    @Test
    void numbersLeadToTheServersInTurnBehindAGuardAndThenToAnApology() throws Exception {
        Map<String, String> files = files(
                with(List.of(), List.of("192.0.2.5:8084", "192.0.2.6:8084"), List.of(), Optional.empty(), Srtp.OFF),
                List.of(Path.of("/srv/zh!.wav"), Path.of("/srv/en.wav")));
        String dialplan = file(files, "dialplan/trunk.xml");
        String inner = file(files, "dialplan/belltower.xml");
        String socket = "socket 192.0.2.5:8084|192.0.2.6:8084 async full";

        assertThat(actions(dialplan, "88001"))
                .containsExactly(
                        "set belltower_number=${destination_number}",
                        "set belltower_next=fallback",
                        "sched_transfer +10 fallback XML belltower",
                        socket,
                        "transfer ${belltower_next} XML belltower");
        assertThat(dialplan).contains("expression=\"^\\+86\\*1$\"");
        assertThat(actions(dialplan, "others"))
                .containsExactly(
                        "set belltower_number=${destination_number}",
                        "set belltower_next=fallback",
                        "sched_hangup +10 UNALLOCATED_NUMBER",
                        socket,
                        "hangup UNALLOCATED_NUMBER");
        assertThat(actions(inner, "fallback"))
                .containsExactly(
                        "sched_cancel",
                        "set belltower_next=over",
                        "answer",
                        "set playback_terminators=none",
                        "playback file_string:///srv/zh\\!.wav!/srv/en.wav",
                        "hangup NORMAL_TEMPORARY_FAILURE");
    }

    @Test
    void callThatHasLostItsServerLooksForOneAndWaits() throws Exception {
        String inner = file(files(FreeSwitchConfig.DEFAULT, List.of()), "dialplan/belltower.xml");
        String socket = "socket 127.0.0.1:8084 async full";

        assertThat(actions(inner, "again"))
                .containsExactly(
                        "sched_cancel",
                        "set belltower_next=wait",
                        "sched_transfer +3 wait XML belltower",
                        socket,
                        "transfer ${belltower_next} XML belltower");
        assertThat(actions(inner, "wait"))
                .containsExactly(
                        "sched_cancel", "sched_transfer +60 fallback XML belltower", "transfer remind XML belltower");
        // Keys, which the server has let stop its own prompts, do not stop these.
        assertThat(actions(inner, "remind"))
                .containsExactly(
                        "set playback_terminators=none", "playback /srv/wait.wav", "transfer retry1 XML belltower");
        assertThat(actions(inner, "retry1"))
                .containsExactly(
                        "set max_forwards=70",
                        "set belltower_next=retry2",
                        "sleep 500",
                        socket,
                        "transfer ${belltower_next} XML belltower");
        assertThat(actions(inner, "retry12")).contains("set belltower_next=remind");
    }

    @Test
    void configuredFallbackTakesTheApologysPlace() throws Exception {
        Map<String, String> files = files(
                with(
                        List.of(),
                        List.of(),
                        List.of("set a=\"b\" & c", "bridge sofia/gateway/carrier/88000"),
                        Optional.of(Path.of("/etc/belltower/tls")),
                        Srtp.REQUIRED),
                List.of());

        assertThat(actions(file(files, "dialplan/trunk.xml"), "88001"))
                .startsWith("export rtp_secure_media=mandatory")
                .contains("socket 127.0.0.1:8084 async full");
        assertThat(actions(file(files, "dialplan/belltower.xml"), "fallback"))
                .containsExactly(
                        "sched_cancel",
                        "set belltower_next=over",
                        "set a=\"b\" & c",
                        "bridge sofia/gateway/carrier/88000");
    }

    @Test
    void extensionsThatDocumentsMayNameAreOutOfReachOfCallers() throws Exception {
        FreeSwitchConfig plain = with(List.of(), List.of(), List.of(), Optional.empty(), Srtp.OFF);
        Map<String, String> files = SwitchFiles.of(
                        TEMPLATES,
                        configuration(plain)
                                .with(new TransferConfig(
                                        Optional.empty(),
                                        Map.of("desk", List.of("bridge user/1001", "hangup")),
                                        false)),
                        PASSWORD,
                        List.of(),
                        List.of())
                .files();

        assertThat(actions(file(files, "dialplan/belltower.xml"), "to-desk"))
                .containsExactly("bridge user/1001", "hangup");
        assertThat(file(files, "dialplan/trunk.xml")).doesNotContain("to-desk");
    }

    @Test
    void tlsComesWithCertificatesAndNotWithout() throws Exception {
        FreeSwitchConfig secured =
                with(List.of(), List.of(), List.of(), Optional.of(Path.of("/etc/belltower/tls")), Srtp.OFF);
        Document trunk = xml(file(files(secured, List.of()), "sip_profiles/trunk.xml"));

        assertThat(param(trunk, "tls")).isEqualTo("true");
        assertThat(param(trunk, "tls-sip-port")).isEqualTo("5061");
        assertThat(param(trunk, "tls-cert-dir")).isEqualTo("/etc/belltower/tls");
        assertThat(files(FreeSwitchConfig.DEFAULT, List.of()).get("sip_profiles/trunk.xml"))
                .doesNotContain("tls");
    }

    @Test
    void carrierIsCalledOverTlsWhereThereAreCertificates() throws Exception {
        FreeSwitchConfig plain = with(List.of(), List.of(), List.of(), Optional.empty(), Srtp.OFF);
        FreeSwitchConfig secured =
                with(List.of(), List.of(), List.of(), Optional.of(Path.of("/etc/belltower/tls")), Srtp.OFF);

        Document clear = xml(file(files(plain, List.of()), "sip_profiles/trunk.xml"));
        assertThat(param(clear, "proxy")).isEqualTo("192.0.2.99");
        assertThat(file(files(plain, List.of()), "sip_profiles/trunk.xml")).doesNotContain("register-transport");
        Document trunk = xml(file(files(secured, List.of()), "sip_profiles/trunk.xml"));
        assertThat(param(trunk, "proxy")).isEqualTo("192.0.2.99;transport=tls");
        assertThat(param(trunk, "realm")).isEqualTo("192.0.2.99");
        assertThat(param(trunk, "register-transport")).isEqualTo("tls");
    }

    @Test
    void filesThatAreNotOursAndThatFreeSwitchWouldReadAreNamed() throws IOException {
        Path out = data.resolve("etc");
        Files.createDirectories(out.resolve("sip_profiles/external"));
        Files.writeString(out.resolve("sip_profiles/external/example.xml"), "<include/>");
        Files.writeString(out.resolve("vars.xml"), "<include/>");
        Files.writeString(out.resolve("mime.types"), "no configuration");

        SwitchFiles.of(TEMPLATES, configuration(FreeSwitchConfig.DEFAULT), PASSWORD, List.of(), List.of())
                .writeTo(out);

        assertThat(SwitchFiles.leftovers(TEMPLATES, configuration(FreeSwitchConfig.DEFAULT), out))
                .containsExactly("sip_profiles/external/example.xml", "vars.xml");
    }

    @Test
    void phonesHavePasswordsThatAreMadeOnceAndOnlyTheirHashesAreGiven() throws Exception {
        FreeSwitchConfig two = with(List.of("1001", "1002"), List.of(), List.of(), Optional.empty(), Srtp.OFF);
        String directory = file(files(two, List.of()), "directory/agents.xml");
        List<String> lines = Files.readAllLines(data.resolve("agents.passwords"));

        assertThat(files(two, List.of())).containsEntry("directory/agents.xml", directory);
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            byte[] hash = MessageDigest.getInstance("MD5")
                    .digest((words[0] + ":192.0.2.8:" + words[1]).getBytes(StandardCharsets.UTF_8));
            assertThat(directory).contains(HexFormat.of().formatHex(hash)).doesNotContain(words[1]);
        }

        files(with(List.of("1002", "1003"), List.of(), List.of(), Optional.empty(), Srtp.OFF), List.of());
        assertThat(Files.readAllLines(data.resolve("agents.passwords")))
                .hasSize(2)
                .contains(lines.get(1))
                .noneMatch(line -> line.startsWith("1001 "));
    }

    @Test
    void brokenPasswordFileIsNamedWithItsLine() throws IOException {
        Path file = Files.writeString(data.resolve("agents.passwords"), "1001 abc\n1002\n");
        FreeSwitchConfig one = with(List.of("1001"), List.of(), List.of(), Optional.empty(), Srtp.OFF);

        assertThatThrownBy(() -> files(one, List.of()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ":2: ");
    }

    @Test
    void filesAreReadableForTheirOwnerOnlyAndOthersStay() throws IOException {
        Path out = data.resolve("etc");
        Files.createDirectories(out);
        Path foreign = Files.writeString(out.resolve("mime.types"), "kept");
        SwitchFiles files =
                SwitchFiles.of(TEMPLATES, configuration(FreeSwitchConfig.DEFAULT), PASSWORD, List.of(), List.of());

        files.writeTo(out);
        files.writeTo(out);

        assertThat(foreign).hasContent("kept");
        for (String name : files.files().keySet()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void foldersThatCannotBeUsedAreSaid() throws IOException {
        Configuration configuration = configuration(FreeSwitchConfig.DEFAULT);
        Path empty = Files.createDirectories(data.resolve("empty"));
        assertThatThrownBy(() -> SwitchFiles.of(empty, configuration, PASSWORD, List.of(), List.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no templates in " + empty);
        Path inTheWay = Files.writeString(data.resolve("file"), "");
        SwitchFiles files = SwitchFiles.of(TEMPLATES, configuration, PASSWORD, List.of(), List.of());
        assertThatThrownBy(() -> files.writeTo(inTheWay))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("name another folder");
    }

    @Test
    void placeWithoutAValueIsADefect() {
        assertThatThrownBy(() -> Template.fill("a @b-c@", Map.of("b", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@b-c@");
        assertThat(Template.fill("x@y @b@", Map.of("b", "$1\\"))).isEqualTo("x@y $1\\");
    }

    @Test
    void moduleThatFetchesClipsIsThereOnlyWhereTheyAreOffered() throws Exception {
        String httapi = "autoload_configs/httapi.conf.xml";
        Map<String, String> shared = files(FreeSwitchConfig.DEFAULT, List.of());
        assertThat(shared).doesNotContainKey(httapi);
        assertThat(shared.get("autoload_configs/modules.conf.xml")).doesNotContain("httapi");

        Map<String, String> fetched = SwitchFiles.of(
                        TEMPLATES,
                        configuration(FreeSwitchConfig.DEFAULT)
                                .with(Configuration.defaults(data)
                                        .embeddedSwitch()
                                        .disabled())
                                .with(FreeSwitchConfig.DEFAULT.withClips("192.0.2.5:8086")),
                        PASSWORD,
                        List.of(),
                        List.of())
                .files();
        assertThat(fetched.get("autoload_configs/modules.conf.xml")).contains("<load module=\"mod_httapi\"/>");
        var permissions = xml(file(fetched, httapi)).getElementsByTagName("permission");
        assertThat(permissions.getLength()).isOne();
        assertThat(((Element) permissions.item(0)).getAttribute("name")).isEqualTo("all");
        assertThat(((Element) permissions.item(0)).getAttribute("value")).isEqualTo("false");
    }
}
