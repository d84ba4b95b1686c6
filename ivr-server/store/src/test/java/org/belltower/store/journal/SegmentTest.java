package org.belltower.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456789Z");
    private static final List<JournalEntry> ENTRIES = List.of(
            new JournalEntry.ServerStarted("server", 3, AT),
            new JournalEntry.Started("a", "server", 3, AT, "88001", "Ann \"李\"", Optional.of("pension")),
            new JournalEntry.Answered("a", AT),
            new JournalEntry.Spoken("a", "zh-CN"),
            new JournalEntry.Step(
                    "a",
                    0,
                    AT,
                    CallEventKind.INPUT,
                    Optional.of("login.vxml"),
                    Optional.of("pin"),
                    Optional.empty(),
                    Map.of("keys", "•••")),
            new JournalEntry.Ended(
                    "a", Optional.of("server"), AT, EndReason.CALLER_HUNG_UP, Optional.of("NORMAL_CLEARING")));

    @TempDir
    private Path directory;

    private Segment written() throws IOException {
        Segment segment = new Segment(directory, 1);
        try (SegmentWriter writer = SegmentWriter.create(segment, SegmentOpener::createDurably)) {
            writer.append(ENTRIES.stream().map(EntryCodec::encode).toList());
            assertThat(writer.durable()).isEqualTo(Files.size(segment.path()));
        }
        return segment;
    }

    private static SegmentReader.Batch readAll(Segment segment) throws IOException {
        return SegmentReader.read(segment, 0, Files.size(segment.path()), 1_000);
    }

    @Test
    void entriesComeBackAsTheyWere() throws IOException {
        SegmentReader.Batch batch = readAll(written());
        assertThat(batch.entries()).isEqualTo(ENTRIES);
        assertThat(batch.damaged()).isZero();
    }

    @Test
    void entriesComeBackInBatches() throws IOException {
        Segment segment = written();
        long end = Files.size(segment.path());
        SegmentReader.Batch first = SegmentReader.read(segment, 0, end, 4);
        SegmentReader.Batch second = SegmentReader.read(segment, first.next(), end, 4);
        assertThat(first.entries()).isEqualTo(ENTRIES.subList(0, 4));
        assertThat(second.entries()).isEqualTo(ENTRIES.subList(4, 6));
        assertThat(second.next()).isEqualTo(end);
    }

    @Test
    void segmentCutAnywhereGivesWhatWasWholeAndSaysThatMoreWas() throws IOException {
        byte[] whole = Files.readAllBytes(written().path());
        Segment cut = new Segment(directory, 2);
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut.path(), Arrays.copyOf(whole, length));
            SegmentReader.Batch batch = readAll(cut);
            assertThat(ENTRIES.subList(0, batch.entries().size())).isEqualTo(batch.entries());
            assertThat(batch.entries()).hasSizeLessThan(ENTRIES.size());
            assertThat(batch.next()).isEqualTo(length);
            assertThat(batch.damaged()).isBetween(0, 1);
        }
    }

    @Test
    void damagedBytesNeverMakeAnEntryThatWasNotWritten() throws IOException {
        byte[] whole = Files.readAllBytes(written().path());
        Segment damaged = new Segment(directory, 3);
        Random random = new Random(20261122);
        for (int offset = 0; offset < whole.length; offset++) {
            byte[] mutated = whole.clone();
            mutated[offset] ^= (byte) (1 + random.nextInt(255));
            Files.write(damaged.path(), mutated);
            SegmentReader.Batch batch = readAll(damaged);
            assertThat(ENTRIES).as("byte " + offset).containsAll(batch.entries());
            assertThat(batch.damaged()).as("byte " + offset).isPositive();
        }
    }

    @Test
    void endThatWasWrittenBeforeItNamedItsServerCanBeRead() {
        String line = "{\"type\":\"ended\",\"call\":\"a\",\"at\":\"" + AT
                + "\",\"reason\":\"CALLER_HUNG_UP\",\"cause\":null}";
        assertThat(EntryCodec.decode(line.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        new JournalEntry.Ended("a", Optional.empty(), AT, EndReason.CALLER_HUNG_UP, Optional.empty()));
    }

    @Test
    void textsFromTheWireAreMadeStorable() {
        JournalEntry.Started started = new JournalEntry.Started(
                "a", "server", 1, AT, "88001\0\ud800", "x".repeat(100_000), Optional.of("pension"));
        assertThat(started.number()).isEqualTo("88001\ufffd\ufffd");
        assertThat(started.caller()).hasSize(JournalText.NAME);
        assertThat(EntryCodec.decode(EntryCodec.encode(started))).isEqualTo(started);
    }
}
