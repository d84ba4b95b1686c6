package org.belltower.embeddedswitch.media;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys on their way to the stream's owner; those that come before it listens are kept. *Confined to the callback
 * queue*, which runs one task at a time. */
final class KeyInbox {
    private final Queue<ReceivedKey> early = new ArrayDeque<>();
    private @Nullable Consumer<ReceivedKey> listener;

    void listen(Consumer<ReceivedKey> newListener) {
        listener = newListener;
        while (!early.isEmpty()) {
            newListener.accept(early.remove());
        }
    }

    void key(ReceivedKey key) {
        Consumer<ReceivedKey> to = listener;
        if (to != null) {
            to.accept(key);
        } else if (early.size() < CallbackQueue.MAX_KEYS) {
            early.add(key);
        }
    }
}
