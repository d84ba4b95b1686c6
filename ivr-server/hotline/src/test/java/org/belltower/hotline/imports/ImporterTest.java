package org.belltower.hotline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.belltower.hotline.Accounts;
import org.belltower.hotline.LockPolicy;
import org.belltower.hotline.LogIn;
import org.belltower.hotline.Pin;
import org.belltower.hotline.PinHasher;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.NetValue;
import org.belltower.store.SharedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedDatabase.class)
class ImporterTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));
    /** Cheap hashes: how dear they are is not what is tested here. */
    private static final PinHasher HASHER = new PinHasher(64, 1, 1);

    private static final String NET_VALUES =
            "plan_code,valuation_date,unit_net_value,undistributed_profit,period_end_net_asset_value,"
                    + "investment_return,source\n";

    @TempDir
    private Path directory;

    private ImportReport run(Database database, Path file) {
        return new Importer(database, HASHER, NOW).importFile(file);
    }

    private ImportReport run(Database database, String content) throws IOException {
        return run(database, Files.writeString(directory.resolve("file.csv"), content));
    }

    private static void plans(Database database) {
        database.inTransaction(
                handle -> handle.execute(
                        "INSERT INTO plans (code, method, currency) VALUES ('P-2001', 'share', 'CNY'), ('P-1001', 'amount', 'CNY')"));
    }

    static Stream<Path> good() {
        return folder("good");
    }

    static Stream<Path> bad() {
        return folder("bad");
    }

    private static Stream<Path> folder(String name) {
        try {
            URL url = Objects.requireNonNull(ImporterTest.class.getResource("/imports/" + name));
            try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
                return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList().stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prepare(Database database) throws IOException {
        plans(database);
        assertThat(run(database, "account_number,name,pin\n20010001,张伟,246810\n10010001,李娜,135791\n"))
                .isInstanceOf(ImportReport.Imported.class);
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFileIsTakenAndTheSameAgainChangesNothing(Path file, Database database) throws IOException {
        prepare(database);
        ImportReport first = run(database, file);
        assertThat(first).isInstanceOfSatisfying(ImportReport.Imported.class, report -> {
            assertThat(report.rows()).isPositive();
            assertThat(report.importedBefore()).isEmpty();
        });
        assertThat(run(database, file)).isInstanceOfSatisfying(ImportReport.Imported.class, report -> {
            assertThat(report.unchanged()).isEqualTo(report.rows());
            assertThat(report.importedBefore()).isPresent();
        });
    }

    /** What is wrong stands beside each file, in NAME.txt: the report's lines. */
    @ParameterizedTest
    @MethodSource("bad")
    void badFileIsRefusedWholeWithLineColumnAndReason(Path file, Database database) throws IOException {
        prepare(database);
        String before = contents(database);
        List<String> expected = Files.readAllLines(Path.of(file.toString().replace(".csv", ".txt")));
        assertThat(run(database, file).lines()).containsExactlyElementsOf(expected);
        assertThat(contents(database)).isEqualTo(before);
    }

    private static String contents(Database database) {
        return database.<String>inTransaction(
                handle -> handle.createQuery("""
                        SELECT concat_ws('|', (SELECT string_agg(p::text, ';') FROM plans p),
                            (SELECT string_agg(c::text, ';') FROM customers c),
                            (SELECT string_agg(h::text, ';') FROM holdings h),
                            (SELECT string_agg(n::text, ';') FROM net_values n))""").mapTo(String.class).one());
    }

    @Test
    void hundredThousandNetValuesAreTaken(Database database) throws IOException {
        plans(database);
        StringBuilder csv = new StringBuilder(NET_VALUES);
        database.inTransaction(handle -> handle.execute("INSERT INTO plans (code, method, currency) "
                + "SELECT 'T-' || n, 'share', 'CNY' FROM generate_series(1, 100) n"));
        LocalDate first = LocalDate.of(2024, 1, 1);
        for (int plan = 1; plan <= 100; plan++) {
            for (int day = 0; day < 1_000; day++) {
                csv.append("T-%d,%s,1.%04d,,%d.00,%d.50,\"custodian file\"\n"
                        .formatted(plan, first.plusDays(day), day, 1_000_000 + day, day));
            }
        }
        Path file = Files.writeString(directory.resolve("big.csv"), csv);
        assertThat(run(database, file)).isInstanceOfSatisfying(ImportReport.Imported.class, report -> {
            assertThat(report.inserted()).isEqualTo(100_000);
            assertThat(report.updated()).isZero();
        });
        assertThat(run(database, file))
                .isInstanceOfSatisfying(
                        ImportReport.Imported.class,
                        report -> assertThat(report.unchanged()).isEqualTo(100_000));
        assertThat(database.netValues()
                        .latest("T-7")
                        .orElseThrow()
                        .figure()
                        .value()
                        .toPlainString())
                .isEqualTo("1.0999");
    }

    @Test
    void changedFigureIsCountedAsChangedAndTheOthersAsTheyWere(Database database) throws IOException {
        plans(database);
        run(
                database,
                NET_VALUES + "P-2001,2026-11-19,1.0521,,100.00,1.00,custodian file\n"
                        + "P-2001,2026-11-20,1.0532,,100.00,1.00,custodian file\n");
        assertThat(run(
                        database,
                        NET_VALUES + "P-2001,2026-11-20,1.0533,,100.00,1.00,custodian file\n"
                                + "P-2001,2026-11-19,1.0521,,100.00,1.00,custodian file\n"))
                .isInstanceOfSatisfying(ImportReport.Imported.class, report -> {
                    assertThat(report.inserted()).isZero();
                    assertThat(report.updated()).isEqualTo(1);
                    assertThat(report.unchanged()).isEqualTo(1);
                });
    }

    /** A plan that is valued to five decimals has five every day, also where the last is a zero. */
    @Test
    void unitNetValueKeepsTheDecimalsItIsWrittenWith(Database database) throws IOException {
        plans(database);
        for (String[] writtenAndKept : new String[][] {
            {"1.0532", "1.0532"},
            {"1.05320", "1.05320"},
            {"1.05", "1.0500"},
            {"1.053200", "1.053200"},
            {"1.05320000", "1.053200"}
        }) {
            run(database, NET_VALUES + "P-2001,2026-11-20," + writtenAndKept[0] + ",,100.00,1.00,custodian file\n");
            assertThat(database.netValues()
                            .latest("P-2001")
                            .orElseThrow()
                            .figure()
                            .value())
                    .hasToString(writtenAndKept[1]);
        }
    }

    @Test
    void sourceIsKeptUnderOneNameWhateverTheLanguageOfTheFile(Database database) throws IOException {
        plans(database);
        run(
                database,
                NET_VALUES + "P-2001,2026-11-19,1.0521,,100.00,1.00,估值系统\n"
                        + "P-2001,2026-11-20,1.0532,,100.00,1.00,valuation system\n");
        assertThat(database.netValues().lastThree("P-2001"))
                .extracting(NetValue::source)
                .containsExactly("valuation system", "valuation system");
    }

    @Test
    void firstHundredBadRowsAreShownAndAllAreCounted(Database database) throws IOException {
        plans(database);
        StringBuilder csv = new StringBuilder(NET_VALUES);
        for (int i = 0; i < 250; i++) {
            csv.append("P-2001,2026-11-20,nothing,,100.00,1.00,custodian file\n");
        }
        assertThat(run(database, csv.toString())).isInstanceOfSatisfying(ImportReport.Rejected.class, report -> {
            assertThat(report.shown()).hasSize(100);
            assertThat(report.total()).isEqualTo(250);
            assertThat(report.lines()).contains("file.csv: and 150 more");
        });
        StringBuilder unknown = new StringBuilder(NET_VALUES);
        for (int i = 0; i < 250; i++) {
            unknown.append("P-%d,2026-11-20,1.0000,,100.00,1.00,custodian file\n".formatted(5_000 + i));
        }
        assertThat(run(database, unknown.toString())).isInstanceOfSatisfying(ImportReport.Rejected.class, report -> {
            assertThat(report.shown()).hasSize(100);
            assertThat(report.total()).isEqualTo(250);
        });
    }

    @Test
    void lineWithoutEndDoesNotFillTheMemory(Database database) throws IOException {
        Path file = directory.resolve("endless.csv");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) '1');
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(NET_VALUES.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 64; i++) {
                out.write(block);
            }
        }
        assertThat(run(database, file).lines()).first().asString().contains("a record is longer than 65536 characters");
    }

    @Test
    void fileInAnotherEncodingIsNamedWithItsLine(Database database) throws IOException {
        Path file = directory.resolve("gbk.csv");
        Files.write(file, "account_number,name\n12345678,Ann\n12345679,张伟\n".getBytes(Charset.forName("GBK")));
        assertThat(run(database, file).lines())
                .containsExactly(
                        "gbk.csv:3: is not UTF-8: save the file as \"CSV UTF-8\"", "gbk.csv: nothing was imported");
    }

    @Test
    void importedPinLogsInAndAnEmptyPinKeepsIt(Database database) throws IOException {
        assertThat(run(database, "account_number,name,pin\n12345678,Ann,246810\n"))
                .isInstanceOf(ImportReport.Imported.class);
        assertThat(run(database, "account_number,name\n12345678,Anna\n"))
                .isInstanceOfSatisfying(
                        ImportReport.Imported.class,
                        report -> assertThat(report.updated()).isEqualTo(1));
        Accounts accounts = new Accounts(database, AccountPseudonyms.under(directory), HASHER, LockPolicy.DEFAULT, NOW);
        try (Pin pin = Pin.of("246810")) {
            assertThat(accounts.logIn("12345678", pin))
                    .isInstanceOfSatisfying(
                            LogIn.Granted.class,
                            granted -> assertThat(granted.customer().name()).isEqualTo("Anna"));
        }
    }

    @Test
    void reportNeverShowsAPin(Database database) throws IOException {
        String canary = "7391x7391";
        assertThat(run(database, "account_number,name,pin\n12345678,Ann," + canary + "\n")
                        .toString())
                .doesNotContain("7391");
        assertThat(run(database, "account_number,name,pin\n12345678,Ann,\"739\"1\n")
                        .toString())
                .doesNotContain("7391");
    }

    @Test
    void fileThatIsNotThereIsSaidSo(Database database) {
        assertThat(run(database, directory.resolve("none.csv")).lines())
                .containsExactly("none.csv: there is no such file", "none.csv: nothing was imported");
    }

    @Test
    void damagedFilesAreRefusedOrTakenWholeNeverThrown(Database database) throws IOException {
        plans(database);
        byte[] whole = ("\ufeff" + NET_VALUES + "P-2001,2026-11-19,1.0521,,100.00,1.00,\"custodian file\"\r\n"
                        + "P-1001,2026-11-20,,-12.50,100.00,1.00,托管行文件\r\n")
                .getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("damaged.csv");
        for (int length = 0; length < whole.length; length += 3) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(run(database, file).lines()).isNotEmpty();
        }
        Random random = new Random(20261122);
        for (int round = 0; round < 60; round++) {
            byte[] mutated = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, mutated);
            assertThat(run(database, file).lines()).isNotEmpty();
        }
    }
}
