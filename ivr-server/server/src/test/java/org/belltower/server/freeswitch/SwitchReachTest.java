package org.belltower.server.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.doctor.Finding;
import org.belltower.server.doctor.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A switch that calls the probe's telephone and answers as FreeSWITCH does. */
class SwitchReachTest {
    private static final Pattern ORIGINATE = Pattern.compile(
            "originate \\{.*\\}sofia/internal/probe@127\\.0\\.0\\.1:(\\d+) playback:(\\S+),park inline");
    private static final Pattern START = Pattern.compile("uuid_record \\S+ start (\\S+)");

    @TempDir
    private Path data;

    private final List<CallerCall> calls = new CopyOnWriteArrayList<>();
    private boolean opensClips = true;
    private boolean writes = true;
    private Optional<String> place = Optional.empty();
    private String played = "";

    @BeforeEach
    void serverHasRun() throws IOException {
        Files.createDirectories(data.resolve("clips"));
        Files.createDirectories(data.resolve("recordings"));
    }

    @AfterEach
    void hangUp() {
        calls.forEach(CallerCall::close);
    }

    private List<Finding> reached() {
        return reached(InetAddress.getLoopbackAddress());
    }

    private List<Finding> reached(InetAddress address) {
        return SwitchReach.run(data, address, place, this::answer);
    }

    /** The command runs on the server's machine, and the address is one of FreeSWITCH's. */
    @Test
    void switchOnAnotherMachineIsNotTriedAndTheOtherFindingsAreTold() throws IOException {
        InetAddress documentation = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 8});

        assertThat(reached(documentation))
                .singleElement()
                .satisfies(finding -> assertThat(finding.outcome()).isInstanceOf(Outcome.Warning.class));
        assertThat(data.resolve("recordings")).isEmptyDirectory();
    }

    private String answer(String command) {
        Matcher originate = ORIGINATE.matcher(command);
        Matcher start = START.matcher(command);
        if (originate.matches()) {
            played = originate.group(2);
            if (place.isEmpty()) {
                assertThat(Path.of(played)).isReadable();
            }
            return dial(Integer.parseInt(originate.group(1)));
        }
        if (command.endsWith(" current_application")) {
            return "park";
        }
        if (command.endsWith(" playback_ms")) {
            return opensClips ? "100" : "_undef_";
        }
        if (start.matches()) {
            return writes ? recorded(Path.of(start.group(1))) : "-ERR Cannot record session!\n";
        }
        return "+OK\n";
    }

    private String dial(int port) {
        try {
            CallerCall call = ScriptedCaller.dial(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "probe", CallerSettings.defaults());
            calls.add(call);
            call.awaitAnswer(Duration.ofSeconds(30));
            return "+OK 1\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "-ERR";
        }
    }

    private static String recorded(Path file) {
        try {
            Files.write(file, new byte[1_000]);
            return "+OK Success\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void switchThatPlaysAndRecordsReachesBothAndNothingIsLeft() throws IOException {
        assertThat(reached())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.outcome()).isInstanceOf(Outcome.Ok.class));
        assertThat(data.resolve("clips")).isEmptyDirectory();
        assertThat(data.resolve("recordings")).isEmptyDirectory();
    }

    @Test
    void switchOfAnotherUserIsNamedWithTheUserThatItShouldRunAs() throws IOException {
        opensClips = false;
        writes = false;

        String owner = Files.getOwner(data.resolve("clips")).getName();
        List<Finding> findings = reached();

        assertThat(findings).extracting(Finding::subject).containsExactly("clips", "recordings");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Missing.class,
                                missing -> assertThat(missing.remedy()).contains("freeswitch -u " + owner)));
        assertThat(data.resolve("clips")).isEmptyDirectory();
    }

    @Test
    void switchOfAnotherMachineFetchesAndNeedNotRecord() {
        place = Optional.of("192.0.2.5:8086");
        writes = false;

        List<Finding> findings = reached();

        assertThat(played).isEqualTo("http://(nohead=true)192.0.2.5:8086/probe.wav");
        assertThat(findings).extracting(Finding::subject).containsExactly("clips", "recordings");
        assertThat(findings.getFirst().outcome()).isInstanceOf(Outcome.Ok.class);
        assertThat(findings.getLast().outcome()).isInstanceOf(Outcome.Warning.class);
    }

    @Test
    void placeThatAnotherMachineDoesNotReachIsNamed() {
        place = Optional.of("192.0.2.5:8086");
        opensClips = false;

        assertThat(reached().getFirst())
                .satisfies(finding -> assertThat(finding.outcome()).isInstanceOf(Outcome.Missing.class))
                .asString()
                .contains("192.0.2.5:8086");
    }

    @Test
    void beforeTheServersFirstRunNothingIsTried() throws IOException {
        Files.delete(data.resolve("recordings"));

        assertThat(reached())
                .singleElement()
                .satisfies(finding -> assertThat(finding.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Warning.class,
                                warning -> assertThat(warning.remedy()).contains("./ivr run")));
    }

    @Test
    void folderThatThisCommandCannotWriteToIsAWarning() throws IOException {
        Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "skipped: root writes everywhere");
        Files.setPosixFilePermissions(data.resolve("clips"), PosixFilePermissions.fromString("r-x------"));

        assertThat(reached())
                .singleElement()
                .satisfies(finding -> assertThat(finding.outcome()).isInstanceOf(Outcome.Warning.class));
    }
}
