package org.belltower.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.eventsocket.FileString;

/**
 * What a switch does with a call, in {@code APPLICATION ARGUMENT} each; the same for FreeSWITCH and for the embedded switch.
 * <em>Immutable.</em>
 *
 * <p>A switch leaves a call parked whose listener takes the connection and says nothing. So each {@code socket} stands behind a
 * task that sends the call to the fallback, and that the server cancels when it takes the call over. From then on
 * {@code belltower_next} leads the call, should it lose its server, to {@code again} in place of the fallback: a server is looked
 * for at once, and then again and again while the caller is asked to wait.
 *
 * @param hotline of a number that has an application
 * @param others of a number that has none
 * @param inner places that the switch itself sends a call to, in the context {@link #CONTEXT}
 */
public record CallRoute(List<String> hotline, List<String> others, Map<String, List<String>> inner) {
    /** The context of {@link #inner}, which nobody can dial. */
    public static final String CONTEXT = "belltower";

    /** Where a call goes that has lost its server. */
    public static final String AGAIN = "again";

    /** Where a call goes that no server takes. */
    public static final String FALLBACK = "fallback";

    /** Stands before the name of an extension of the configuration: those have the places that documents may name for themselves. */
    private static final String EXTENSION = "to-";

    private static final String WAIT = "wait";
    private static final String REMIND = "remind";
    private static final String RETRY = "retry";

    /** For a server to take a call over after it has taken its connection. */
    static final Duration DEAF = Duration.ofSeconds(10);

    /** The same for a call that has lost a server: the caller is not to hear nothing for longer. */
    static final Duration DEAF_AGAIN = Duration.ofSeconds(3);

    /** Of what the switch itself says to a caller who has lost the server, which may have let keys stop its prompts. */
    private static final String NO_KEY_STOPS_IT = "set playback_terminators=none";

    private static final int RETRY_MILLIS = 500;
    /** Tries between one reminder to wait and the next. */
    private static final int RETRIES = 12;

    public CallRoute {
        hotline = List.copyOf(hotline);
        others = List.copyOf(others);
        inner = Map.copyOf(inner);
    }

    /**
     * The route to these servers.
     *
     * @param servers {@code HOST:PORT}, several with a bar between them
     * @param fallback steps for a call that no server takes; empty: the apology and the end
     * @param apology clips of the apology; may be empty
     * @param interrupted clips that ask a caller to wait who has lost the server; may be empty
     * @param patience how long such a caller waits, in whole seconds
     */
    public static CallRoute of(
            String servers, List<String> fallback, List<Path> apology, List<Path> interrupted, Duration patience) {
        String socket = "socket " + servers + " async full";
        String onward = "transfer ${belltower_next} XML " + CONTEXT;
        Map<String, List<String>> inner = new LinkedHashMap<>();
        inner.put(FALLBACK, fallback(fallback, apology));
        inner.put(
                AGAIN, List.of("sched_cancel", "set belltower_next=" + WAIT, guard(DEAF_AGAIN, WAIT), socket, onward));
        inner.put(WAIT, List.of("sched_cancel", guard(patience, FALLBACK), "transfer " + REMIND + " XML " + CONTEXT));
        List<String> remind = new ArrayList<>();
        if (!interrupted.isEmpty()) {
            remind.add(NO_KEY_STOPS_IT);
            remind.add("playback " + files(interrupted));
        }
        remind.add("transfer " + RETRY + "1 XML " + CONTEXT);
        inner.put(REMIND, remind);
        for (int i = 1; i <= RETRIES; i++) {
            String next = i == RETRIES ? REMIND : RETRY + (i + 1);
            inner.put(
                    RETRY + i,
                    List.of(
                            // Each transfer takes one of the 70 that FreeSWITCH allows a call.
                            "set max_forwards=70",
                            "set belltower_next=" + next,
                            "sleep " + RETRY_MILLIS,
                            socket,
                            onward));
        }
        return new CallRoute(
                List.of(
                        "set belltower_number=${destination_number}",
                        "set belltower_next=" + FALLBACK,
                        guard(DEAF, FALLBACK),
                        socket,
                        onward),
                List.of(
                        // A call that was handed on here has those of another number.
                        "set belltower_number=${destination_number}",
                        "set belltower_next=" + FALLBACK,
                        "sched_hangup +" + DEAF.toSeconds() + " UNALLOCATED_NUMBER",
                        socket,
                        "hangup UNALLOCATED_NUMBER"),
                inner);
    }

    /**
     * The same, with places that documents may send a call to.
     *
     * @param extensions steps of each by its name
     */
    public CallRoute withExtensions(Map<String, List<String>> extensions) {
        Map<String, List<String>> more = new LinkedHashMap<>(inner);
        extensions.forEach((name, actions) -> more.put(EXTENSION + name, actions));
        return new CallRoute(hotline, others, more);
    }

    /** What {@code transfer} takes to send a call to an extension. */
    public static String toExtension(String name) {
        return EXTENSION + name + " XML " + CONTEXT;
    }

    private static String guard(Duration after, String place) {
        return "sched_transfer +" + after.toSeconds() + " " + place + " XML " + CONTEXT;
    }

    private static List<String> fallback(List<String> steps, List<Path> apology) {
        List<String> actions = new ArrayList<>(List.of("sched_cancel", "set belltower_next=over"));
        actions.addAll(steps);
        if (steps.isEmpty()) {
            if (!apology.isEmpty()) {
                actions.add("answer");
                actions.add(NO_KEY_STOPS_IT);
                actions.add("playback " + files(apology));
            }
            actions.add("hangup NORMAL_TEMPORARY_FAILURE");
        }
        return actions;
    }

    private static String files(List<Path> clips) {
        return FileString.of(clips.stream().map(Path::toString).toList());
    }
}
