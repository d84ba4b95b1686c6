package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.server.doctor.Outcome.Missing;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.store.DatabaseSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatabaseCheckTest {
    @TempDir
    Path folder;

    private static Outcome look(DatabaseSettings settings) {
        return new DatabaseCheck(settings).run().getFirst().outcome();
    }

    private static DatabaseSettings external(int port) {
        return new DatabaseSettings.External(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?ApplicationName=x", "postgres", "secret-word");
    }

    @Test
    void aRunningServerTellsItsVersionAndNothingIsMadeInIt() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("work").toFile())
                .start()) {
            Outcome outcome = look(external(server.getPort()));
            assertThat(outcome).isInstanceOf(Ok.class);
            assertThat(outcome.seen()).contains("PostgreSQL 17");
            try (var connection = server.getPostgresDatabase().getConnection();
                    var tables = connection.getMetaData().getTables(null, "public", "%", null)) {
                assertThat(tables.next()).as("a table").isFalse();
            }
        }
    }

    @Test
    void aServerThatRefusesIsMissingAndItsPasswordIsNotShown() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Outcome outcome = look(external(port));
        assertThat(outcome).isInstanceOf(Missing.class);
        assertThat(outcome.toString()).contains(":" + port).doesNotContain("secret-word");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(look(external(silent.getLocalPort()))).isInstanceOf(Missing.class);
        }
    }

    @Test
    void theEmbeddedOneIsToldByItsFolder() throws IOException {
        Path directory = folder.resolve("postgresql");
        DatabaseSettings embedded = new DatabaseSettings.Embedded(directory);
        assertThat(look(embedded).seen()).contains("made at the first start");

        Files.createDirectories(directory.resolve("data"));
        assertThat(look(embedded).seen()).contains("not running");

        long pid = ProcessHandle.current().pid();
        Files.writeString(directory.resolve("data/postmaster.pid"), pid + "\n/data\n");
        assertThat(look(embedded).seen()).contains("running (process " + pid + ")");

        Files.writeString(directory.resolve("data/postmaster.pid"), "no number\n");
        assertThat(look(embedded).seen()).contains("not running");
    }
}
