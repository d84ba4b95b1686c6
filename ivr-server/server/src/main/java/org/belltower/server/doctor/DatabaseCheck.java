package org.belltower.server.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.belltower.store.DatabaseSettings;

/** Whether PostgreSQL answers. It is only asked for its version: no schema is made or changed. */
record DatabaseCheck(DatabaseSettings settings) implements Check {
    private static final String SECONDS = "3";
    private static final int DEPTH = 3;

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public List<Finding> run() {
        return List.of(
                switch (settings) {
                    case DatabaseSettings.Embedded embedded -> look(embedded.directory());
                    case DatabaseSettings.External external -> ask(external);
                });
    }

    private Finding look(Path directory) {
        String where = "embedded PostgreSQL under " + directory;
        if (!Files.isDirectory(directory)) {
            return Finding.ok(subject(), where + ", made at the first start");
        }
        return running(directory)
                .map(process -> Finding.ok(subject(), where + ", running (process " + process + ")"))
                .orElseGet(() -> Finding.ok(subject(), where + ", not running; ./ivr run starts it"));
    }

    /** PostgreSQL keeps its process id in the first line of {@code postmaster.pid} while it runs. */
    private static Optional<Long> running(Path directory) {
        try (Stream<Path> files = Files.find(
                directory,
                DEPTH,
                (path, attributes) -> path.endsWith("postmaster.pid") && attributes.isRegularFile())) {
            Optional<Path> file = files.findFirst();
            if (file.isEmpty()) {
                return Optional.empty();
            }
            long process = Long.parseLong(
                    Files.readString(file.get()).lines().findFirst().orElse("").strip());
            return ProcessHandle.of(process).map(ProcessHandle::pid);
        } catch (IOException | UncheckedIOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private Finding ask(DatabaseSettings.External external) {
        String where = external.jdbcUrl().replaceAll("\\?.*", "");
        Properties properties = new Properties();
        properties.setProperty("user", external.user());
        properties.setProperty("password", external.password());
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        properties.setProperty("loginTimeout", SECONDS);
        try (Connection connection = DriverManager.getConnection(external.jdbcUrl(), properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_version")) {
            row.next();
            return Finding.ok(subject(), where + ", PostgreSQL " + row.getString(1));
        } catch (SQLException refused) {
            return Finding.missing(
                    subject(),
                    where + " does not let us in: "
                            + String.valueOf(refused.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("no reason given"),
                    "start PostgreSQL, or correct 'database' in ivr.yaml; calls go on with an apology until then");
        }
    }
}
