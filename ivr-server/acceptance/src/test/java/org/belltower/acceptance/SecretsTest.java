package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller keys as a secret stands nowhere afterwards: the server's whole folder and its log are searched for it. */
@OnEachSwitch
class SecretsTest {
    private final SwitchKind on;

    SecretsTest(SwitchKind on) {
        this.on = on;
    }

    /** Digits that occur nowhere else by chance. */
    private static final String PIN = "918273645546";

    private static final String WRONG_PIN = "546372819910";

    /** Of nobody; with a PIN right behind it as long as an account number can be. */
    private static final String ACCOUNT = "64738291";

    @Test
    void pinStandsNowhereAfterTheCall(@TempDir Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path left = Files.createDirectories(data.resolve("recordings")).resolve("of-a-killed-server.wav");
        Files.writeString(left, "what a caller said");
        try (WholeServer server = WholeServer.start(on, WholeServer.configuration(data), 8)) {
            assertThat(left).doesNotExist();
            server.imports(folder, "account_number,name,pin\n77770001,Canary," + PIN + "\n");
            String caller = "13722220000";
            try (Caller call = Caller.dial(
                    server, WholeServer.PENSION, CallerSettings.defaults().withName(caller))) {
                call.logsIn("77770001", WRONG_PIN);
                call.hears("账号或密码不正确");
                call.presses("77770001#" + PIN + "#");
                call.hears("暂无计划");
                call.isHungUpOn();
            }
            server.awaitEndedCall(caller);
            meetsASchemaThatIsNotOurs(server);
        }
        Path log = Path.of(System.getProperty("ivr.log", "var/log/ivr.log"));
        assertThat(Files.readString(log)).contains("session ends").contains("hotline:login failed unexpectedly");
        List<Path> places;
        try (Stream<Path> files = Files.walk(data)) {
            places = Stream.concat(Stream.of(log), files)
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(data.resolve("postgresql/binaries")))
                    .toList();
        }
        assertThat(places).hasSizeGreaterThan(100).noneMatch(SecretsTest::holdsASecret);
    }

    /** The log shows why the log-in failed; who forgets the # has keyed the PIN as a part of the account number. */
    private static void meetsASchemaThatIsNotOurs(WholeServer server) throws InterruptedException {
        Database database = server.belltower().database();
        database.inTransaction(handle -> handle.execute("ALTER TABLE customers RENAME pin_hash TO pin_away"));
        try {
            String caller = "13722220001";
            try (Caller call = Caller.dial(
                    server, WholeServer.PENSION, CallerSettings.defaults().withName(caller))) {
                call.presses("1");
                call.presses(ACCOUNT + PIN);
                call.hears("密码");
                call.presses(WRONG_PIN + "#");
                call.hears("暂时无法查询");
            }
            server.awaitEndedCall(caller);
        } finally {
            database.inTransaction(handle -> handle.execute("ALTER TABLE customers RENAME pin_away TO pin_hash"));
        }
    }

    private static boolean holdsASecret(Path file) {
        try {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            return bytes.contains(PIN) || bytes.contains(WRONG_PIN) || bytes.contains(ACCOUNT);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search " + file, e);
        }
    }
}
