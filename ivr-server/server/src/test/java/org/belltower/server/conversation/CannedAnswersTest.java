package org.belltower.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.belltower.server.UserError;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CannedAnswersTest {
    @TempDir
    Path folder;

    private CannedAnswers read(String text) throws IOException {
        return CannedAnswers.read(Files.writeString(folder.resolve("answers.yaml"), text));
    }

    private static String ask(CannedAnswers answers, String service) {
        FetchResult result = answers.fetch(FetchRequest.get(URI.create("hotline:" + service), Duration.ofSeconds(1)));
        if (result instanceof FetchResult.Fetched fetched) {
            try {
                return fetched.content().text();
            } catch (CharacterCodingException e) {
                throw new UncheckedIOException(e);
            }
        }
        return result.toString();
    }

    @Test
    void answersOfAListComeOneAfterTheOtherAndTheLastAgain() throws IOException {
        CannedAnswers answers = read("""
                log-in:
                  - {outcome: wrong}
                  - {outcome: right, name: 张三}
                balance: {amount: "12.30"}
                """);
        assertThat(ask(answers, "log-in")).isEqualTo("{\"outcome\":\"wrong\"}");
        assertThat(ask(answers, "log-in?account=1")).isEqualTo("{\"outcome\":\"right\",\"name\":\"张三\"}");
        assertThat(ask(answers, "log-in")).isEqualTo("{\"outcome\":\"right\",\"name\":\"张三\"}");
        assertThat(ask(answers, "balance")).isEqualTo("{\"amount\":\"12.30\"}");
    }

    @Test
    void serviceWithoutAnAnswerIsNotFound() throws IOException {
        assertThat(ask(read("balance: []"), "balance")).contains("error.badfetch.http.404", "hotline:balance");
        assertThat(ask(CannedAnswers.none(), "log-in")).contains("error.badfetch.http.404", "hotline:log-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a", "word", "{", "a: b: c", "a: 1\na: 2"})
    void fileOfAnotherShapeIsRefusedByName(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UserError.class).hasMessageContaining("answers.yaml");
    }
}
