package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFetcherTest {
    private static FetchResult fetch(Path folder, URI uri, Optional<String> validator) throws IOException {
        FetchRequest request = FetchRequest.get(uri, Duration.ofSeconds(1));
        return FileFetcher.within(folder).fetch(validator.map(request::unless).orElse(request));
    }

    @Test
    void fileIsReadAndKnownAgainUntilItChanges(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.vxml"), "one");
        FetchResult first = fetch(folder, file.toUri(), Optional.empty());
        assertThat(first).isInstanceOfSatisfying(FetchResult.Fetched.class, fetched -> {
            assertThat(fetched.content().text(StandardCharsets.UTF_8)).isEqualTo("one");
            assertThat(fetched.contentType()).isEqualTo("application/voicexml+xml");
        });
        Optional<String> label = ((FetchResult.Fetched) first).validator();
        assertThat(fetch(folder, file.toUri(), label)).isEqualTo(new FetchResult.NotModified());
        Files.writeString(file, "three");
        assertThat(fetch(folder, file.toUri(), label)).isInstanceOf(FetchResult.Fetched.class);
    }

    @Test
    void whatIsSubmittedToAFileIsLeftAside(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.vxml"), "one");
        assertThat(fetch(folder, URI.create(file.toUri() + "?account=40712&x=%2F.."), Optional.empty()))
                .isInstanceOf(FetchResult.Fetched.class);
        assertThat(fetch(folder, URI.create(file.toUri() + "/../b?a"), Optional.empty()))
                .isInstanceOf(FetchResult.Failed.class);
    }

    @Test
    void nothingOutsideTheFolderIsRead(@TempDir Path folder) throws IOException {
        Path outside = Files.writeString(folder.resolve("secret.txt"), "secret");
        Path inside = Files.createDirectory(folder.resolve("app"));
        Files.createSymbolicLink(inside.resolve("link.txt"), outside);
        assertThat(fetch(inside, outside.toUri(), Optional.empty())).isInstanceOf(FetchResult.Failed.class);
        assertThat(fetch(inside, inside.resolve("link.txt").toUri(), Optional.empty()))
                .isInstanceOf(FetchResult.Failed.class);
        assertThat(fetch(inside, URI.create(inside.toUri() + "../secret.txt"), Optional.empty()))
                .isInstanceOf(FetchResult.Failed.class);
    }

    @Test
    void linkInsideTheFolderIsRefusedAndSoIsAWayUpThatComesBack(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.vxml"), "one");
        Files.createSymbolicLink(folder.resolve("link.vxml"), folder.resolve("a.vxml"));
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Files.writeString(sub.resolve("b.vxml"), "two");
        Files.createSymbolicLink(folder.resolve("other"), sub);
        assertThat(fetch(folder, folder.resolve("link.vxml").toUri(), Optional.empty()))
                .isInstanceOf(FetchResult.Failed.class);
        assertThat(fetch(folder, folder.resolve("other/b.vxml").toUri(), Optional.empty()))
                .isInstanceOf(FetchResult.Failed.class);
        assertThat(fetch(folder, URI.create(folder.toUri() + "sub/../a.vxml"), Optional.empty()))
                .isInstanceOf(FetchResult.Failed.class);
        assertThat(fetch(folder, sub.resolve("b.vxml").toUri(), Optional.empty()))
                .isInstanceOf(FetchResult.Fetched.class);
    }

    /** Also one that carries the label of the copy that is held. */
    @Test
    void linkThatTookTheFilesPlaceIsRefused(@TempDir Path folder) throws IOException {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Path file = Files.writeString(sub.resolve("a.vxml"), "one");
        FetchResult first = fetch(folder, file.toUri(), Optional.empty());
        assertThat(first).isInstanceOf(FetchResult.Fetched.class);
        Optional<String> label = ((FetchResult.Fetched) first).validator();
        assertThat(fetch(folder, file.toUri(), label)).isEqualTo(new FetchResult.NotModified());
        assertThat(fetch(folder, URI.create(folder.toUri() + "sub/../sub/a.vxml"), label))
                .isInstanceOf(FetchResult.Failed.class);
        Path moved = Files.move(sub, folder.resolve("moved"));
        Files.createSymbolicLink(sub, moved);
        assertThat(fetch(folder, file.toUri(), label)).isInstanceOf(FetchResult.Failed.class);
        Files.delete(sub);
        Files.createDirectory(sub);
        Files.createSymbolicLink(file, moved.resolve("a.vxml"));
        assertThat(fetch(folder, file.toUri(), label)).isInstanceOf(FetchResult.Failed.class);
        Files.delete(file);
        assertThat(fetch(folder, file.toUri(), label))
                .isEqualTo(new FetchResult.Failed("error.badfetch", file.toUri() + " does not exist"));
    }

    @Test
    void folderThatIsReachedByALinkIsTheFolder(@TempDir Path folder) throws IOException {
        Path app = Files.createDirectory(folder.resolve("app"));
        Files.writeString(app.resolve("a.vxml"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("current"), app);
        assertThat(fetch(link, link.resolve("a.vxml").toUri(), Optional.empty()))
                .isInstanceOf(FetchResult.Fetched.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///no/such/file", "file://host/share/x", "file:relative"})
    void whatIsNoReadableFileIsBadFetch(String uri, @TempDir Path folder) throws IOException {
        assertThat(fetch(folder, URI.create(uri), Optional.empty()))
                .isInstanceOfSatisfying(
                        FetchResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.badfetch"));
    }
}
