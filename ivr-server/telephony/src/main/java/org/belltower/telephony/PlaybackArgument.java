package org.belltower.telephony;

import java.util.ArrayList;
import java.util.List;
import org.belltower.eventsocket.FileString;
import org.belltower.prompt.PlaylistItem;

/** How a switch is told what to play in one go. Called on calls' threads, so it is thread-safe. Spec: mod_dptools, playback. */
@FunctionalInterface
public interface PlaybackArgument {
    /** By the paths of the clips, which the switch opens itself. */
    PlaybackArgument PATHS = PlaybackArgument::paths;

    /**
     * The argument of {@code playback}.
     *
     * @param sounds 1 to {@link FileString#MOST} clips and silences, and marks, which are not heard
     */
    String of(List<PlaylistItem> sounds);

    private static String paths(List<PlaylistItem> sounds) {
        List<String> names = new ArrayList<>();
        for (PlaylistItem item : sounds) {
            switch (item) {
                case PlaylistItem.Clip clip -> names.add(clip.wav().toString());
                case PlaylistItem.Silence silence ->
                    names.add("silence_stream://" + silence.length().toMillis());
                case PlaylistItem.Mark _ -> {}
            }
        }
        return FileString.of(names);
    }
}
