package org.belltower.server.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.server.EventSocketPassword;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.FetchConfig;
import org.belltower.server.config.FreeSwitchConfig;
import org.belltower.server.config.Srtp;
import org.belltower.server.config.TransferConfig;
import org.belltower.server.doctor.Finding;
import org.belltower.server.doctor.FindingTable;
import org.belltower.server.doctor.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchCheckTest {
    private static final Path TEMPLATES = Path.of("../../appliance/freeswitch");
    private static final String MODULES =
            "<modules><load module=\"mod_sofia\"/><load module=\"mod_event_socket\"/></modules>";

    @TempDir
    private Path data;

    /** What a FreeSWITCH 1.11.2 answers that is as it should be. */
    private static Map<String, String> sound() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("version", "FreeSWITCH Version 1.11.2-release~64bit (-release 64bit)\n");
        answers.put("module_exists mod_sofia", "true");
        answers.put("module_exists mod_event_socket", "true");
        answers.put("show modules", """
                type,name,ikey,filename
                api,sofia,mod_sofia,/usr/lib/freeswitch/mod/mod_sofia.so
                timer,soft,CORE_SOFTTIMER_MODULE,

                2 total.
                """);
        answers.put("sofia status profile trunk", "Name             \ttrunk\nContext          \ttrunk\n");
        answers.put("sofia status profile agents", "Name             \tagents\nContext          \tagents\n");
        answers.put(
                "xml_locate configuration configuration name sofia.conf",
                "<profiles><profile name=\"trunk\"><settings><param name=\"apply-inbound-acl\" value=\"carriers\"/></settings>"
                        + "</profile></profiles>");
        answers.put("acl 127.0.0.0 carriers", "true");
        answers.put("acl 192.0.2.66 carriers", "false");
        answers.put("acl 198.51.100.66 carriers", "false");
        answers.put("acl 203.0.113.66 carriers", "false");
        answers.put(
                "xml_locate dialplan context name trunk",
                "<context name=\"trunk\"><extension name=\"88001\"><condition>"
                        + "<action application=\"socket\" data=\"127.0.0.1:8084 async full\"/>");
        answers.put("xml_locate dialplan context name belltower", "<extension name=\"again\"><condition>");
        answers.put("fsctl loglevel", "+OK log level: NOTICE [5]\n");
        answers.put("fsctl max_sessions", "+OK max sessions: 2220\n");
        answers.put("fsctl sps", "+OK sessions per second: 200\n");
        return answers;
    }

    private static List<Finding> check(Map<String, String> answers) {
        Configuration configuration = Configuration.defaults(Path.of("/opt/belltower"));
        return SwitchCheck.run(
                configuration,
                command -> answers.getOrDefault(command, "-ERR " + command + " Command not found!"),
                MODULES);
    }

    private static Outcome of(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private static Outcome answering(String command, String answer, String subject) {
        Map<String, String> answers = sound();
        answers.put(command, answer);
        return of(check(answers), subject);
    }

    @Test
    void soundSwitchHasNothingToMend() {
        assertThat(check(sound()))
                .allSatisfy(finding ->
                        assertThat(finding.outcome()).as(finding.subject()).isInstanceOf(Outcome.Ok.class));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(answering("module_exists mod_sofia", "false", "modules"))
                .isInstanceOf(Outcome.Missing.class)
                .extracting(Outcome::seen)
                .isEqualTo("not loaded: mod_sofia");
        assertThat(answering("sofia status profile trunk", "Invalid Profile!", "profile trunk"))
                .isInstanceOf(Outcome.Missing.class);
        assertThat(answering("acl 127.0.0.0 carriers", "false", "carrier")).isInstanceOf(Outcome.Missing.class);
        assertThat(answering("xml_locate dialplan context name trunk", "", "dialplan")
                        .seen())
                .isEqualTo("has no hotline 88001");
        assertThat(answering(
                                "xml_locate dialplan context name trunk",
                                "<extension name=\"88001\"><action application=\"socket\" data=\"10.0.0.1:8084 async full\"/>",
                                "dialplan")
                        .seen())
                .isEqualTo("does not lead to 127.0.0.1:8084");
        assertThat(answering("xml_locate dialplan context name belltower", "", "dialplan")
                        .seen())
                .isEqualTo("does not bring calls back that have lost their server");
    }

    @Test
    void whatIsUnsafeIsNamed() {
        assertThat(answering("acl 203.0.113.66 carriers", "true", "strangers"))
                .isInstanceOf(Outcome.Missing.class)
                .extracting(Outcome::seen)
                .isEqualTo("calls from 203.0.113.66 would be taken");
        assertThat(answering(
                        "show modules",
                        "type,name,ikey,filename\napi,verto,mod_verto,/x\napi,v2,mod_verto,/x\n",
                        "other modules"))
                .isInstanceOf(Outcome.Warning.class)
                .extracting(Outcome::seen)
                .isEqualTo("loaded and not used: mod_verto");
        assertThat(answering("fsctl loglevel", "+OK log level: INFO [6]", "log"))
                .isInstanceOf(Outcome.Warning.class);
        assertThat(answering(
                        "xml_locate configuration configuration name sofia.conf",
                        "<profile name=\"trunk\"></profile><profile name=\"x\"><param name=\"apply-inbound-acl\" value=\"carriers\"/>"
                                + "</profile>",
                        "strangers"))
                .isInstanceOf(Outcome.Missing.class);
    }

    @Test
    void narrowLimitsAndOtherVersionsAreWarnings() {
        assertThat(answering("fsctl max_sessions", "+OK max sessions: 1100", "sessions"))
                .isInstanceOf(Outcome.Warning.class);
        assertThat(answering("fsctl sps", "+OK sessions per second: 30", "calls a second"))
                .isInstanceOf(Outcome.Warning.class);
        assertThat(answering("version", "FreeSWITCH Version 1.6.20-release", "version"))
                .isInstanceOf(Outcome.Warning.class);
        assertThat(answering("version", "Asterisk 20", "version").seen()).contains("Asterisk 20");
    }

    @Test
    void switchThatAnswersNothingUsefulIsNeverSound() {
        assertThat(check(Map.of()))
                .filteredOn(finding -> !(finding.outcome() instanceof Outcome.Ok))
                .extracting(Finding::subject)
                .contains(
                        "version",
                        "modules",
                        "other modules",
                        "profile trunk",
                        "profile agents",
                        "carrier",
                        "dialplan",
                        "sessions",
                        "log");
    }

    /** The embedded switch speaks the Event Socket and has none of FreeSWITCH's modules. */
    @Test
    void switchIsAskedOverItsEventSocketWithThePasswordOfTheInstallation() throws IOException {
        String password = EventSocketPassword.under(data);
        try (EmbeddedSwitch server = EmbeddedSwitch.open(SwitchSettings.free(password, Dialplan.empty()))) {
            List<Finding> findings = SwitchSetup.check(asking(server.eventSocketAddress()), TEMPLATES);
            assertThat(of(findings, "password")).isInstanceOf(Outcome.Ok.class);
            assertThat(of(findings, "modules").seen()).contains("mod_sofia", "mod_event_socket");

            Files.writeString(data.resolve("event-socket.password"), "another password".replace(' ', '-'));
            assertThat(FindingTable.render(SwitchSetup.check(asking(server.eventSocketAddress()), TEMPLATES)))
                    .contains("REFUSED")
                    .contains("event-socket.password");
        }
    }

    @Test
    void checkMakesNoPassword() {
        List<Finding> findings =
                SwitchSetup.check(asking(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)), TEMPLATES);

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.outcome()).isInstanceOf(Outcome.Missing.class));
        assertThat(data).isEmptyDirectory();
    }

    private Configuration asking(InetSocketAddress eventSocket) {
        Configuration defaults = Configuration.defaults(data);
        FreeSwitchConfig usual = FreeSwitchConfig.DEFAULT;
        FreeSwitchConfig there = new FreeSwitchConfig(
                usual.address(),
                usual.trunkPort(),
                usual.agentsPort(),
                usual.firstRtpPort(),
                usual.lastRtpPort(),
                eventSocket.getPort(),
                usual.carriers(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Srtp.OFF,
                usual.callsASecond(),
                Optional.empty());
        return new Configuration(
                defaults.embeddedSwitch(),
                there,
                defaults.eventSocket(),
                defaults.database(),
                defaults.speech(),
                defaults.folders().withData(data),
                defaults.hotlines(),
                FetchConfig.DEFAULT,
                TransferConfig.DEFAULT,
                defaults.limits());
    }
}
