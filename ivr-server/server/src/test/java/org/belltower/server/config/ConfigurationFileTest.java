package org.belltower.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.belltower.server.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationFileTest {
    private static final Path HOME = Path.of("/opt/belltower");

    @TempDir
    private Path directory;

    static Stream<Path> good() throws IOException, URISyntaxException {
        return folder("good");
    }

    static Stream<Path> bad() throws IOException, URISyntaxException {
        return folder("bad");
    }

    private static Stream<Path> folder(String name) throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ConfigurationFileTest.class.getResource("/config/" + name))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFileIsTaken(Path file) {
        assertThat(ConfigurationFile.load(HOME, Optional.of(file)).folders().data())
                .isAbsolute();
    }

    /** The line expected stands beside each file, in NAME.txt. */
    @ParameterizedTest
    @MethodSource("bad")
    void badFileIsOneLineWithPlaceAndRemedy(Path file) throws IOException {
        String expected = Files.readString(Path.of(file.toString().replace(".yaml", ".txt")))
                .strip();
        assertThatThrownBy(() -> ConfigurationFile.load(HOME, Optional.of(file)))
                .isInstanceOfSatisfying(
                        UserError.class,
                        error -> assertThat(String.valueOf(error.getMessage()).replace(file.getParent() + "/", ""))
                                .isEqualTo(expected));
    }

    @Test
    void withoutFileTheDefaultsHold() {
        assertThat(ConfigurationFile.load(directory, Optional.empty())).isEqualTo(Configuration.defaults(directory));
    }

    @Test
    void fileInTheInstallationIsFoundByItself() throws IOException {
        Files.writeString(directory.resolve("ivr.yaml"), "limits:\n  calls: 7\n");
        assertThat(ConfigurationFile.load(directory, Optional.empty()).limits().calls())
                .isEqualTo(7);
    }

    @Test
    void everyKeyReachesItsRecord() throws IOException {
        Configuration read = ConfigurationFile.read(
                new String(
                        Objects.requireNonNull(getClass().getResourceAsStream("/config/good/every-key.yaml"))
                                .readAllBytes(),
                        StandardCharsets.UTF_8),
                HOME);
        assertThat(read)
                .isEqualTo(new Configuration(
                        new EmbeddedSwitchConfig(
                                false,
                                InetAddress.ofLiteral("192.0.2.7"),
                                5070,
                                20000,
                                20099,
                                8022,
                                List.of("answer", "bridge sofia/internal/agents@192.0.2.9"),
                                List.of("1002")),
                        new FreeSwitchConfig(
                                InetAddress.ofLiteral("192.0.2.8"),
                                5062,
                                5072,
                                21000,
                                21999,
                                8023,
                                List.of("198.51.100.0/24", "2001:db8::/32"),
                                Optional.of("carrier.example.com:5061"),
                                List.of("1001", "anna"),
                                List.of("192.0.2.5:8084", "192.0.2.6:8084"),
                                List.of("bridge sofia/gateway/carrier/88000"),
                                Optional.of(HOME.resolve("tls")),
                                Srtp.REQUIRED,
                                50,
                                Optional.of("192.0.2.5:8086")),
                        new EventSocketConfig(InetAddress.ofLiteral("::1"), 8085),
                        new DatabaseConfig(Optional.of("jdbc:postgresql://db:5432/ivr"), "ivr", "s3cret: #1"),
                        new SpeechConfig(64, false, 12, 3, Optional.of(HOME.resolve("models")), 35, CallerTapKind.FIFO),
                        new Folders(
                                Path.of("/srv/apps"),
                                HOME.resolve("g"),
                                Path.of("/srv/prompts"),
                                Path.of("/var/lib/belltower")),
                        List.of(new HotlineNumber("0088001", "pension"), new HotlineNumber("+8695555", "quotes")),
                        new FetchConfig(
                                List.of("api.example.com:8443", "*.example.org", "10.1.0.0/16"),
                                Duration.ofSeconds(20),
                                512,
                                2,
                                50,
                                8,
                                99,
                                Optional.of(HOME.resolve("ca.pem"))),
                        new TransferConfig(
                                Optional.of("sofia/gateway/carrier/"),
                                Map.of(
                                        "2000",
                                        List.of("set continue_on_fail=true", "bridge sofia/gateway/carrier/8600")),
                                true),
                        new WebConfig(false, InetAddress.ofLiteral("192.0.2.10"), 8081),
                        new RecordingConfig(List.of("+8695555"), 90),
                        new Limits(250, Duration.ofMinutes(2), 200, 200, Duration.ofSeconds(60), 3, BusyCause.BUSY)));
        assertThat(read.toString()).doesNotContain("s3cret");
    }

    @Test
    void namedFileThatIsMissingIsAnError() {
        assertThatThrownBy(() -> ConfigurationFile.load(HOME, Optional.of(directory.resolve("none.yaml"))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void damagedTextIsTakenOrRefusedInOneLineNeverThrownOtherwise() throws IOException {
        String whole = new String(
                Objects.requireNonNull(getClass().getResourceAsStream("/config/good/every-key.yaml"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        Random random = new Random(20261122);
        String alphabet = "\t\n :-#'\"[]{}&*!|>%@`a0?,";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(whole);
            if (round < whole.length()) {
                text.setLength(round);
            } else {
                for (int i = 0; i <= random.nextInt(4); i++) {
                    text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            try {
                ConfigurationFile.read(text.toString(), HOME);
            } catch (ConfigurationMistake mistake) {
                assertThat(mistake.at("ivr.yaml")).matches("ivr\\.yaml:[0-9]+:[0-9]+: .+");
            }
        }
    }
}
