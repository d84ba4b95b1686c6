package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.hotline.DemoData;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's PINs are public: {@code run --demo-data} must not bring them into somebody's database. */
class RunDemoDataTest {
    @Test
    void demoDataIsRefusedBesideRealPlansInOneLine(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        Path configuration = Files.writeString(folder.resolve("ivr.yaml"), """
                embedded-switch:
                  enabled: false
                event-socket:
                  port: 0
                web:
                  port: 0
                folders:
                  data: %s
                """.formatted(data));
        DatabaseSettings settings = new DatabaseSettings.Embedded(data.resolve("postgresql"));
        try (Database database = Database.open(settings)) {
            database.inTransaction(handle ->
                    handle.execute("INSERT INTO plans (code, method, currency) VALUES ('P-REAL', 'share', 'CNY')"));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exit = IvrCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute("run", "--demo-data", "--config", configuration.toString());

        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("ivr: no demo data at ").contains("not the demo's", "--demo-data");
        assertThat(exit).isEqualTo(1);
        try (Database database = Database.open(settings)) {
            assertThat(database.customers().credentials(DemoData.SHARE_ACCOUNT)).isEmpty();
        }
    }
}
