package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.config.Configuration;
import org.belltower.server.demo.SwitchKind;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls whose switch says what it has to say in pieces, twice, in the wrong order, of strangers, or far too long. */
@Tag("call")
class MeddledCallTest {
    private static final String NAME = "13722220000";
    private static final Pattern UNIQUE_ID = Pattern.compile("(?m)^Unique-ID: [0-9a-f-]{36}$");

    @TempDir
    Path folder;

    /** Every byte is a piece of its own. */
    private static void inPieces(byte[] bytes, int length, OutputStream out) throws IOException {
        for (int i = 0; i < length; i++) {
            out.write(bytes[i]);
            out.flush();
        }
    }

    /** Whole frames, each handed on by what a fault makes of it. Confined to a connection's thread. */
    private abstract static class Frames implements CuttingProxy.Meddler {
        private static final Pattern LENGTH = Pattern.compile("(?m)^Content-Length: (\\d+)$");
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

        @Override
        public final void pass(byte[] bytes, int length, OutputStream out) throws IOException {
            waiting.write(bytes, 0, length);
            // Latin 1 keeps each byte, so that lengths stay what they are.
            String text = waiting.toString(StandardCharsets.ISO_8859_1);
            int from = 0;
            for (int end = frame(text, from); end > 0; end = frame(text, from)) {
                pass(text.substring(from, end), out);
                from = end;
            }
            waiting.reset();
            waiting.write(text.substring(from).getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Where the frame ends that begins there; 0 where it has not ended. */
        private static int frame(String text, int from) {
            int head = text.indexOf("\n\n", from);
            if (head < 0) {
                return 0;
            }
            Matcher length = LENGTH.matcher(text.substring(from, head));
            int end = head + 2 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            return end <= text.length() ? end : 0;
        }

        static boolean isEvent(String frame) {
            return frame.contains("Content-Type: text/event-plain");
        }

        static void write(String frame, OutputStream out) throws IOException {
            out.write(frame.getBytes(StandardCharsets.ISO_8859_1));
        }

        abstract void pass(String frame, OutputStream out) throws IOException;
    }

    /** Every event comes twice, and once of a call that nobody knows. */
    private static final class Doubles extends Frames {
        @Override
        void pass(String frame, OutputStream out) throws IOException {
            if (isEvent(frame)) {
                write(UNIQUE_ID.matcher(frame).replaceAll("Unique-ID: " + UUID.randomUUID()), out);
                write(frame, out);
            }
            write(frame, out);
        }
    }

    /** An event that says that something is heard, or is done, comes behind the frame that followed it. */
    private static final class Late extends Frames {
        private Optional<String> held = Optional.empty();

        @Override
        void pass(String frame, OutputStream out) throws IOException {
            if (held.isEmpty() && isEvent(frame) && frame.contains("Event-Name: PLAYBACK_START")) {
                held = Optional.of(frame);
                return;
            }
            write(frame, out);
            if (held.isPresent()) {
                write(held.get(), out);
                held = Optional.empty();
            }
        }
    }

    private void call(SwitchKind kind, CuttingProxy proxy, Runnable atTheMenu, boolean interrupted) throws Exception {
        Configuration usual = WholeServer.configuration(folder.resolve("data"));
        try (ApartServer apart = ApartServer.start(kind, usual, proxy, folder.resolve("switch"))) {
            try (Caller caller = apart.dial(WholeServer.PENSION, NAME)) {
                caller.reachesTheMenu();
                atTheMenu.run();
                if (interrupted) {
                    caller.presses("9");
                    caller.hears("刚才通话中断了");
                    caller.begins("查询单位净值请按一");
                }
                caller.presses("1");
                caller.hears("单位净值");
                caller.presses("0");
                assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
            }
            assertThat(apart.server.awaitEndedCall(NAME).end().orElseThrow().reason())
                    .isEqualTo(EndReason.COMPLETED);
            apart.beside.hasNoCall();
        }
    }

    @ParameterizedTest
    @EnumSource
    void framesInPiecesAreReadAsOne(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            proxy.meddle(() -> MeddledCallTest::inPieces);
            call(kind, proxy, () -> {}, false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsThatComeTwiceAndEventsOfStrangersChangeNothing(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            proxy.meddle(Doubles::new);
            call(kind, proxy, () -> {}, false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsInTheWrongOrderChangeNothing(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            proxy.meddle(Late::new);
            call(kind, proxy, () -> {}, false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void frameOfAHundredMegabytesCostsTheConnectionAndNotTheCall(SwitchKind kind) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.open()) {
            AtomicBoolean giant = new AtomicBoolean();
            proxy.meddle(() -> (bytes, length, out) -> {
                if (giant.getAndSet(false)) {
                    out.write("Content-Length: 104857600\nContent-Type: text/event-plain\n\n"
                            .getBytes(StandardCharsets.UTF_8));
                }
                out.write(bytes, 0, length);
            });
            call(kind, proxy, () -> giant.set(true), true);
        }
    }
}
