package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.belltower.hotline.DemoData;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.belltower.store.LoginAttempts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlockCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int unlock(Path configuration, String account) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return IvrCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute("unlock", "--config", configuration.toString(), account);
    }

    private void isOneLineOfFailure(int exitCode) {
        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void lockIsLiftedBesideTheRunningServerAndWhatWasDoneIsSaid() throws IOException {
        Path data = folder.resolve("data");
        Path configuration = Files.writeString(folder.resolve("ivr.yaml"), "folders:\n  data: " + data + "\n");
        try (Database database = Database.open(new DatabaseSettings.Embedded(data.resolve("postgresql")))) {
            DemoData.load(database, InstantSource.system());

            isOneLineOfFailure(unlock(configuration, DemoData.SHARE_ACCOUNT));
            assertThat(err.toString()).contains("login-attempts.key").contains(data.toString());
            assertThat(data.resolve(AccountPseudonyms.FILE)).doesNotExist();

            LoginAttempts attempts = database.loginAttempts(AccountPseudonyms.under(data));
            attempts.failed(DemoData.SHARE_ACCOUNT, 1, Duration.ofHours(24), Instant.now());

            assertThat(unlock(configuration, DemoData.SHARE_ACCOUNT)).isZero();
            assertThat(out.toString())
                    .matches("account 20010001 is unlocked; it was locked until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\R");
            assertThat(attempts.standing(DemoData.SHARE_ACCOUNT, Instant.now()))
                    .isEqualTo(new LoginAttempts.Standing.Open(0));

            assertThat(unlock(configuration, DemoData.SHARE_ACCOUNT)).isZero();
            assertThat(out.toString()).contains("was not locked").contains("nothing was changed");

            attempts.failed(DemoData.SHARE_ACCOUNT, 5, Duration.ofHours(24), Instant.now());
            assertThat(unlock(configuration, DemoData.SHARE_ACCOUNT)).isZero();
            assertThat(out.toString()).contains("was not locked").contains("(1) are forgotten");

            isOneLineOfFailure(unlock(configuration, "99999999"));
            assertThat(err.toString()).contains("no customer").doesNotContain("99999999");
        }
    }
}
