package org.belltower.speech.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SileroModelTest {
    /** Loads it and says so. */
    static final class Loads {
        private Loads() {}

        public static void main(String[] arguments) {
            try (SileroModel model = SileroModel.load()) {
                System.out.println("loaded " + model.getClass().getSimpleName());
            }
        }
    }

    /** ONNX Runtime 1.29.0 takes a process down whose command line is long, unless it has a deep stack to look at it. */
    @Test
    void longCommandLineTakesNobodyDown() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dlong=" + "long/path/to/some-library.jar:".repeat(1_000),
                Loads.class.getName()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(words).contains("loaded SileroModel");
        assertThat(process.exitValue()).isZero();
    }
}
