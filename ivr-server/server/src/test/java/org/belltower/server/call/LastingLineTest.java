package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.belltower.store.EndReason;
import org.belltower.store.journal.CallJournal;
import org.belltower.store.journal.NewCall;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.belltower.voicexml.fetch.FetchAudio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LastingLineTest {
    private static final InputRequest KEYS =
            new InputRequest(List.of(), Duration.ofSeconds(5), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF), false);

    /** One of each type that a method of a platform takes. */
    private static final Map<Class<?>, Object> ASKED = Map.of(
            List.class,
            List.of(),
            InputRequest.class,
            KEYS,
            RecordRequest.class,
            new RecordRequest(false, Optional.empty(), Optional.empty(), false, Optional.empty(), KEYS),
            TransferRequest.class,
            new TransferRequest(
                    URI.create("sip:agent@example.com"),
                    TransferType.BRIDGE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    KEYS),
            Supplier.class,
            (Supplier<String>) () -> "done by the session",
            FetchAudio.class,
            new FetchAudio(URI.create("prompt:wait"), Locale.US, Duration.ZERO, Duration.ZERO));

    /** What a line answers, by the type of it. None is a hang-up. */
    private static final Map<Class<?>, Object> ANSWERED = Map.of(
            ConnectionInfo.class,
            new ConnectionInfo(
                    URI.create("tel:88001"),
                    URI.create("tel:10086"),
                    "sip",
                    "2.0",
                    ConnectionInfo.Originator.REMOTE,
                    "",
                    List.of(),
                    Map.of()),
            InputResult.class,
            new InputResult.NoInput(),
            PlayResult.class,
            new PlayResult.Played(),
            RecordResult.class,
            new RecordResult.NoInput(Optional.empty()),
            TransferResult.class,
            new TransferResult.NoAnswer(),
            Optional.class,
            Optional.of("said by the line"));

    @TempDir
    private Path folder;

    static Stream<Method> methodsOfAPlatform() {
        return Arrays.stream(Platform.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()));
    }

    private static Platform line(List<Method> reached) {
        return (Platform) Proxy.newProxyInstance(
                Platform.class.getClassLoader(), new Class<?>[] {Platform.class}, (proxy, method, arguments) -> {
                    reached.add(method);
                    return answer(method);
                });
    }

    private static @Nullable Object answer(Method method) {
        if (method.getReturnType() == void.class) {
            return null;
        }
        assertThat(ANSWERED).as("an answer for " + method).containsKey(method.getReturnType());
        return ANSWERED.get(method.getReturnType());
    }

    /** A default of the interface's would keep from the line what a session asks it: for one, to listen to words. */
    @ParameterizedTest
    @MethodSource("methodsOfAPlatform")
    void whateverASessionAsksReachesTheLineAndItsAnswerTheSession(Method asked)
            throws IllegalAccessException, InvocationTargetException {
        List<Method> reached = new ArrayList<>();
        assertThat(List.of(asked.getParameterTypes()))
                .as("there is one of each type of " + asked)
                .isSubsetOf(ASKED.keySet());
        Object[] arguments =
                Arrays.stream(asked.getParameterTypes()).map(ASKED::get).toArray();
        // The journal keeps what it writes until a database comes, which is not needed here.
        var nowhere = new DatabaseSettings.External("jdbc:postgresql://127.0.0.1:9/none", "nobody", "");
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(nowhere);
                CallJournal journal = CallJournal.open(folder, database, clock)) {
            NewCall call = new NewCall("a", clock.instant(), "88001", "10086", Optional.empty());
            CallPath path = CallPath.begin("a", journal.started(call), URI.create(""), clock);
            var lasting = new LastingLine(line(reached), talking -> Optional.empty(), path, Optional.empty());
            assertThat(asked.invoke(lasting, arguments)).isSameAs(answer(asked));
            path.ended(clock.instant(), EndReason.COMPLETED, Optional.empty());
        }
        assertThat(reached).containsExactly(asked);
    }
}
