package org.belltower.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarFetcherTest {
    @TempDir
    Path home;

    @BeforeEach
    void grammars() throws IOException {
        write(
                "grammars/pension/menu.grxml",
                "<item><ruleref uri=\"digit.grxml\"/><ruleref uri=\"../shared/end.grxml\"/></item>");
        write("grammars/pension/digit.grxml", "1");
        write("grammars/shared/end.grxml", "2");
        write("secret.grxml", "3");
    }

    private void write(String name, String rule) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(
                file,
                "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"r\">"
                        + "<rule id=\"r\" scope=\"public\">" + rule + "</rule></grammar>");
    }

    private FetchResult fetch(URI uri) throws IOException {
        return GrammarFetcher.within(home.resolve("grammars")).fetch(FetchRequest.get(uri, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"grammar:pension/menu.grxml", "grammar:/pension/menu.grxml", "grammar:///pension/menu.grxml"})
    void sharedGrammarComesUnderAnAddressThatOthersAreRelativeTo(String name) throws IOException {
        assertThat(fetch(URI.create(name)))
                .isInstanceOfSatisfying(
                        FetchResult.Fetched.class,
                        fetched -> assertThat(fetched.uri()
                                        .resolve("digit.grxml")
                                        .normalize()
                                        .getPath())
                                .isEqualTo("/pension/digit.grxml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grammar:../secret.grxml",
                "grammar:/../secret.grxml",
                "grammar:pension/../../secret.grxml",
                "grammar:pension/..%2F..%2Fsecret.grxml",
                "grammar:pension/none.grxml",
                "grammar://pension/menu.grxml",
                "grammar:pension",
                "grammar:pension/a%00b"
            })
    void whatIsNoFileOfTheFolderIsBadFetch(String name) throws IOException {
        assertThat(fetch(URI.create(name)))
                .isInstanceOfSatisfying(
                        FetchResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.badfetch"));
    }

    @Test
    void sharedGrammarsDrawEachOtherIn() throws IOException {
        GrammarFetcher fetcher = GrammarFetcher.within(home.resolve("grammars"));
        GrammarLoader loader = uri ->
                fetcher.fetch(FetchRequest.get(uri, Duration.ofSeconds(1))) instanceof FetchResult.Fetched fetched
                        ? new GrammarLoader.Loaded.Content(fetched.content().bytes())
                        : new GrammarLoader.Loaded.Missing("not there");

        CompileResult result = new GrammarCompiler(loader, GrammarLimits.defaults())
                .compile(SharedGrammars.address(URI.create("grammar:pension/menu.grxml#r")), Locale.US);

        assertThat(result)
                .isInstanceOfSatisfying(
                        CompileResult.Compiled.class,
                        compiled -> assertThat(compiled.grammar().documents()).hasSize(3));
    }
}
