package org.belltower.server.conversation;

import java.util.List;
import org.belltower.voicexml.InputRequest;

/** Whoever is at the other end of a {@link MemoryLine}. Confined to the call's thread. */
public interface Caller {
    /**
     * Hears a prompt.
     *
     * @param words what is spoken, piece after piece; a recording that has no words is its address in brackets
     */
    void hears(List<String> words);

    /** What the caller does now that the hotline waits. */
    CallerAct next(InputRequest request);
}
