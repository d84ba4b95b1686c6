package org.belltower.embeddedswitch.channel;

/**
 * A dialplan application. Runs on the channel's thread and returns when it is done, when it is broken off, or at once
 * when the channel is over ({@link Channel#over}).
 *
 * <p><em>Immutable:</em> one instance serves all channels.
 */
public interface Application {

    /** The name in dialplans and in {@code execute-app-name}. */
    String name();

    /** Whether it plays or listens: then an unanswered call is pre-answered first. */
    default boolean needsMedia() {
        return true;
    }

    /** Runs with an argument in which variables have been replaced. */
    void run(Channel channel, String argument);
}
