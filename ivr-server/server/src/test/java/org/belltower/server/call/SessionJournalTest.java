package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.store.Customer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionJournalTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String UUID = "7e7fe1a6-3e5b-4bbc-9a31-0f2a8bcd0001";
    private static final KeptCall CALL = new KeptCall(
            "pension",
            Optional.of(Locale.SIMPLIFIED_CHINESE),
            Optional.of(new Customer(7, "62170001", "王芳", Optional.of(Locale.US))),
            "{\"point\":\"菜单\"}");

    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void anotherProcessFindsTheNewestStateByTheKeyOfTheCall() throws IOException {
        JournalKey key = JournalKey.random();
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            journal.keep(UUID, key, new KeptCall("pension", Optional.empty(), Optional.empty(), "older"));
            journal.keep(UUID, key, CALL);
        }
        try (SessionJournal next = SessionJournal.open(folder, CLOCK)) {
            JournalKey fromSwitch = JournalKey.parse(key.text()).orElseThrow();
            assertThat(next.find(UUID, fromSwitch)).contains(CALL);
            assertThat(next.find(UUID, JournalKey.random())).isEmpty();
            assertThat(next.find("another", fromSwitch)).isEmpty();
            assertThat(next.find("../" + UUID, fromSwitch)).isEmpty();
        }
    }

    @Test
    void nothingOfTheCallCanBeReadOnTheDisk() throws IOException {
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            journal.keep(UUID, JournalKey.random(), CALL);
        }
        assertThat(files()).containsExactly(UUID + ".session");
        String bytes = Files.readString(folder.resolve(UUID + ".session"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("pension", "62170001", "point");
    }

    @Test
    void whatIsDamagedOrOfAnotherCallIsNotTaken() throws IOException {
        JournalKey key = JournalKey.random();
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            journal.keep(UUID, key, CALL);
        }
        Path file = folder.resolve(UUID + ".session");
        byte[] whole = Files.readAllBytes(file);
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            Files.copy(file, folder.resolve("other.session"));
            assertThat(journal.find("other", key)).isEmpty();
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, java.util.Arrays.copyOf(whole, length));
                assertThat(journal.find(UUID, key)).as("cut off at %d", length).isEmpty();
            }
            for (int at = 0; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= 1;
                Files.write(file, changed);
                assertThat(journal.find(UUID, key)).as("changed at %d", at).isEmpty();
            }
        }
    }

    @Test
    void callThatIsOverLeavesNothing() throws IOException {
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            journal.keep(UUID, JournalKey.random(), CALL);
            journal.forget(UUID);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void whatNoSwitchHasOrIsTooOldIsDeleted() throws IOException {
        JournalKey key = JournalKey.random();
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            List.of("up", "over", "old").forEach(name -> journal.keep(name, key, CALL));
        }
        Instant now = CLOCK.instant();
        for (String name : List.of("up", "over")) {
            Files.setLastModifiedTime(folder.resolve(name + ".session"), FileTime.from(now.minusSeconds(5)));
        }
        Files.setLastModifiedTime(folder.resolve("old.session"), FileTime.from(now.minusSeconds(7200)));
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            assertThat(files()).containsExactlyInAnyOrder("up.session", "over.session");
            journal.keep("mine", key, CALL);
            journal.forgetAllBut(Set.of("up"));
        }
        assertThat(files()).containsExactlyInAnyOrder("up.session", "mine.session");
    }

    /** One that was given up without anybody knowing where it is, and has not come back. */
    @Test
    void whatThisProcessKeptOfACallIsDeletedWhenNoSwitchHasItAnyMore() throws IOException {
        JournalKey key = JournalKey.random();
        try (SessionJournal journal = SessionJournal.open(folder, CLOCK)) {
            journal.keep(UUID, key, CALL);
        }
        FileTime kept = Files.getLastModifiedTime(folder.resolve(UUID + ".session"));
        Instant[] now = {kept.toInstant().minusSeconds(1)};
        try (SessionJournal journal = SessionJournal.open(folder, () -> now[0])) {
            journal.forgetAllBut(Set.of());
            now[0] = kept.toInstant().plusSeconds(180);
            assertThat(journal.find(UUID, key)).contains(CALL);
            journal.forgetAllBut(Set.of(UUID));
            assertThat(journal.find(UUID, key)).contains(CALL);
            journal.forgetAllBut(Set.of());
        }
        assertThat(files()).isEmpty();
    }

    /** The folder has gone, as a full disk refuses: the calls go on, and what can be written later is. */
    @Test
    void stateThatCannotBeWrittenCostsNothingElse() throws IOException {
        JournalKey key = JournalKey.random();
        Path gone = folder.resolve("gone");
        try (SessionJournal journal = SessionJournal.open(gone, CLOCK)) {
            Files.delete(gone);
            journal.keep(UUID, key, CALL);
            assertThat(journal.find(UUID, key)).isEmpty();
        }
        try (SessionJournal journal = SessionJournal.open(gone, CLOCK)) {
            journal.keep(UUID, key, CALL);
        }
        assertThat(SessionJournal.open(gone, CLOCK).find(UUID, key)).contains(CALL);
    }
}
