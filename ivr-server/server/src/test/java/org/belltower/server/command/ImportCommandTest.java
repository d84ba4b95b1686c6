package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ivr import} beside a running server: what it says, and its exit codes. */
class ImportCommandTest {
    private static final String PLANS = "plan_code,method,name_zh_cn,name_en_us\nP-9001,share,稳健一号,Steady One\n";
    private static final String VALUES = "plan_code,valuation_date,unit_net_value,undistributed_profit,"
            + "period_end_net_asset_value,investment_return,source\n"
            + "P-9001,DAY,1.0532,,105320000.00,1053200.00,custodian file\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int bringIn(Path configuration, Path file) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return IvrCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute("import", "--config", configuration.toString(), file.toString());
    }

    @Test
    void filesComeInOrAreRefusedRowByRow() throws IOException {
        Path data = folder.resolve("data");
        Path configuration = Files.writeString(folder.resolve("ivr.yaml"), "folders:\n  data: " + data + "\n");
        Path plans = Files.writeString(folder.resolve("plans.csv"), PLANS);
        Path values = Files.writeString(folder.resolve("values.csv"), VALUES.replace("DAY", "2026-11-20"));
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), VALUES.replace("DAY", "20/11/2026"));
        try (Database database = Database.open(new DatabaseSettings.Embedded(data.resolve("postgresql")))) {
            assertThat(bringIn(configuration, values)).isEqualTo(1);
            assertThat(err.toString()).contains("values.csv:2: plan_code:", "values.csv: nothing was imported");

            assertThat(bringIn(configuration, plans)).as("%s", err).isZero();
            assertThat(bringIn(configuration, values)).as("%s", err).isZero();
            assertThat(out.toString()).contains("values.csv");
            assertThat(database.netValues().latest("P-9001"))
                    .hasValueSatisfying(value ->
                            assertThat(value.figure().value().toPlainString()).isEqualTo("1.0532"));

            assertThat(bringIn(configuration, wrong)).isEqualTo(1);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString())
                    .contains("wrong.csv:2: valuation_date: '20/11/2026' is not a date such as 2026-11-20");

            assertThat(bringIn(configuration, folder.resolve("none.csv"))).isEqualTo(2);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .startsWith("ivr: there is no " + folder.resolve("none.csv"));
        }
    }
}
