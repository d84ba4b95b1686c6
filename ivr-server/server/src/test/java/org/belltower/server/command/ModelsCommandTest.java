package org.belltower.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.belltower.speech.model.ModelStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ModelsCommandTest {
    @TempDir
    Path folder;

    private Path configuration;
    private ModelStore store;

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        Path data = folder.resolve("var");
        configuration = Files.writeString(folder.resolve("ivr.yaml"), "folders:\n  data: " + data + "\n");
        store = ModelStore.in(data.resolve("models"));
    }

    private Run ivr(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", configuration.toString()));
        int exitCode = IvrCommand.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(all.toArray(new String[0]));
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** It looks like a model and is none. */
    private static byte[] hollow() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String file : List.of("am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst")) {
                zip.putNextEntry(new ZipEntry("vosk-model-small-cn-0.22/" + file));
                zip.write("nothing".getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theEnglishModelIsListedBeforeItIsUnpacked() {
        assertThat(ivr("list")).satisfies(run -> {
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("vosk-model-en", "comes with the build");
        });
    }

    @Test
    void aModelIsAddedListedVerifiedAndRemoved() throws IOException {
        Path source = store.english().folder();

        Run added = ivr("add", source.toString(), "--name", "british", "--language", "en-GB");
        assertThat(added.err()).isEmpty();
        assertThat(added.out()).contains("british", "en-GB", "16000 Hz", "sha256 ");
        assertThat(ivr("list").out()).contains("british", "vosk-model-en ");
        assertThat(ivr("verify").out()).contains("ok       british", "ok       vosk-model-en");

        Files.writeString(store.folder().resolve("british/conf/model.conf"), "--beam=1\n");
        Run damaged = ivr("verify", "british");
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.out()).contains("damaged  british", "./ivr models remove british");

        assertThat(ivr("remove", "british").exitCode()).isZero();
        assertThat(ivr("list").out()).doesNotContain("british");
    }

    @Test
    void whatCannotBeUsedIsNotAdded() throws IOException {
        Path zip = Files.write(folder.resolve("vosk-model-small-cn-0.22.zip"), hollow());

        Run run = ivr("add", zip.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("vosk-model-small-cn-0.22 is not added").hasLineCount(1);
        assertThat(store.list()).isEmpty();
    }

    @Test
    void whatHasAnotherChecksumIsNotAdded() throws IOException {
        Path zip = Files.write(folder.resolve("vosk-model-small-cn-0.22.zip"), hollow());

        assertThat(ivr("add", zip.toString(), "--sha256", "00ff").err()).contains("is not what was wanted");
    }

    @Test
    void anAddressIsFetchedAndWhatComesIsTried() throws IOException {
        byte[] zip = hollow();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/vosk-model-small-cn-0.22.zip", exchange -> {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip);
            exchange.close();
        });
        web.start();
        try {
            String address = "http://127.0.0.1:" + web.getAddress().getPort() + "/";

            Run fetched = ivr("add", address + "vosk-model-small-cn-0.22.zip");
            assertThat(fetched.out()).contains("vosk-model-small-cn-0.22.zip: " + zip.length + " bytes, sha256 ");
            assertThat(fetched.err()).contains("is not added");

            assertThat(ivr("add", address + "vosk-model-small-de-0.15.zip").err())
                    .contains("answers 404");
        } finally {
            web.stop(0);
        }
        try (var left = Files.list(store.folder())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void wrongUseIsSaidInOneLine() {
        assertThat(ivr("add", folder.resolve("nowhere.zip").toString()).exitCode())
                .isEqualTo(2);
        assertThat(ivr("remove", "nothing").err())
                .contains("there is no model nothing")
                .hasLineCount(1);
    }
}
