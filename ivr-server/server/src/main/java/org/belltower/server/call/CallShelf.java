package org.belltower.server.call;

import org.belltower.prompt.FetchedClips;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.FetchResult;

/** The clips of one call as its session sees them. Thread-safe; the call closes its clips. */
public record CallShelf(FetchedClips.OfCall clips) implements AudioShelf {
    @Override
    public Placed place(FetchResult.Fetched audio) {
        return switch (clips.place(audio.content().bytes(), audio.validator().isPresent())) {
            case FetchedClips.Outcome.Ready ready ->
                new Placed.Ready(ready.wav().toUri());
            case FetchedClips.Outcome.Refused(String reason) -> new Placed.Refused(reason);
        };
    }
}
