package org.belltower.telephony;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a line needs beyond its call to record and to transfer. Immutable.
 *
 * @param recordings folder for recordings, written by the switch and read by this server; made where it is missing
 * @param dialing turns an address such as {@code tel:+8610…} into a dial string of the switch, such as
 *     {@code sofia/gateway/trunk/+8610…}; empty where nobody can be reached there
 * @param words with which words are listened to; empty where only keys are
 * @param extensions what the switch's {@code transfer} takes for a place of its dialplan that documents call
 *     {@code dialplan:NAME}, by that name
 * @param tellsMachines whether the switch is asked to find out that an answering machine has taken a bridged call
 * @param playback how the switch is told what to play
 */
public record LineSettings(
        Path recordings,
        Function<URI, Optional<String>> dialing,
        Optional<SpokenInput> words,
        Map<String, String> extensions,
        boolean tellsMachines,
        PlaybackArgument playback) {
    /** The scheme of an address that is a place of the switch's dialplan. */
    static final String DIALPLAN = "dialplan";

    private static final String PROFILE = "sofia/internal/";
    /** Nothing that a dial string has a meaning for: a document's address calls one party and sets no variable. */
    private static final Pattern PARTY =
            Pattern.compile("[\\w.+*#%~!-]{1,128}@[\\w.:\\[\\]-]{1,255}(;[\\w.=-]{1,64}){0,8}");

    private static final String AGENTS = "agents";
    private static final Pattern AGENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    private static final String VISUAL_SEPARATORS = "[-.()]";
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,32}");

    public LineSettings {
        extensions = Map.copyOf(extensions);
    }

    /** A line that listens to keys only. */
    public LineSettings(Path recordings, Function<URI, Optional<String>> dialing) {
        this(recordings, dialing, Optional.empty(), Map.of(), false, PlaybackArgument.PATHS);
    }

    /** Whether an address is a place of the switch's dialplan. */
    static boolean isExtension(URI destination) {
        return DIALPLAN.equalsIgnoreCase(destination.getScheme());
    }

    /** What {@code transfer} takes for an address; empty where it is no extension that there is. */
    Optional<String> extension(URI destination) {
        return isExtension(destination)
                ? Optional.ofNullable(extensions.get(destination.getSchemeSpecificPart()))
                : Optional.empty();
    }

    /** Records into the temporary folder and reaches SIP addresses only: a telephone number needs a trunk. */
    public static LineSettings direct() {
        return new LineSettings(
                Path.of(System.getProperty("java.io.tmpdir"), "belltower-recordings"), LineSettings::overSip);
    }

    /** The same with another folder for recordings. */
    public LineSettings recordingIn(Path folder) {
        return new LineSettings(folder, dialing, words, extensions, tellsMachines, playback);
    }

    /** The same, where words are listened to. */
    public LineSettings hearing(SpokenInput spoken) {
        return new LineSettings(recordings, dialing, Optional.of(spoken), extensions, tellsMachines, playback);
    }

    /**
     * The same, with telephone numbers called through a trunk. Spec: RFC 3966; what only a person reads, and parameters, are left
     * out.
     *
     * @param trunk what stands before the number in a dial string, such as {@code sofia/gateway/carrier/}
     */
    public LineSettings withTrunk(String trunk) {
        return new LineSettings(
                recordings,
                destination -> "tel".equalsIgnoreCase(destination.getScheme())
                        ? number(destination).map(trunk::concat)
                        : dialing.apply(destination),
                words,
                extensions,
                tellsMachines,
                playback);
    }

    /** The same, with places of the switch's dialplan, as {@code transfer} takes them, by their names. */
    public LineSettings withExtensions(Map<String, String> places) {
        return new LineSettings(recordings, dialing, words, places, tellsMachines, playback);
    }

    /** The same, with bridges that end at an answering machine or do not. */
    public LineSettings tellingMachines(boolean tells) {
        return new LineSettings(recordings, dialing, words, extensions, tells, playback);
    }

    /** The same, with another way of telling the switch what to play. */
    public LineSettings playing(PlaybackArgument other) {
        return new LineSettings(recordings, dialing, words, extensions, tellsMachines, other);
    }

    /**
     * The same, with the telephones that have registered called by their names: {@code sip:1001@agents}, or with the domain in
     * place of {@code agents}.
     *
     * @param domain that they registered in, such as {@code 192.0.2.8}
     */
    public LineSettings withAgents(String domain) {
        return new LineSettings(
                recordings,
                destination -> agent(destination, domain)
                        .map(name -> PROFILE + name + "%" + domain)
                        .or(() -> dialing.apply(destination)),
                words,
                extensions,
                tellsMachines,
                playback);
    }

    private static Optional<String> agent(URI destination, String domain) {
        if (!"sip".equalsIgnoreCase(destination.getScheme())) {
            return Optional.empty();
        }
        String party = destination.getSchemeSpecificPart();
        int at = party.indexOf('@');
        String where = party.substring(at + 1);
        return at > 0
                        && (where.equalsIgnoreCase(AGENTS) || where.equalsIgnoreCase(domain))
                        && AGENT.matcher(party.substring(0, at)).matches()
                ? Optional.of(party.substring(0, at))
                : Optional.empty();
    }

    private static Optional<String> number(URI destination) {
        if (destination.getFragment() != null) {
            // A key # that was not written %23: what is left of the number is another one.
            return Optional.empty();
        }
        String number =
                destination.getSchemeSpecificPart().replaceFirst(";.*", "").replaceAll(VISUAL_SEPARATORS, "");
        return NUMBER.matcher(number).matches() ? Optional.of(number) : Optional.empty();
    }

    private static Optional<String> overSip(URI destination) {
        return "sip".equalsIgnoreCase(destination.getScheme())
                        && PARTY.matcher(destination.getSchemeSpecificPart()).matches()
                ? Optional.of(PROFILE + destination.getSchemeSpecificPart())
                : Optional.empty();
    }
}
