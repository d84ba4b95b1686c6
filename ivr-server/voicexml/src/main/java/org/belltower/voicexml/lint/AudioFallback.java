package org.belltower.voicexml.lint;

import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;

/**
 * What an {@code <audio>} has to say where its recording cannot be had. With something, a missing recording is a matter of taste;
 * without, the whole prompt is silent and {@code error.noresource} is thrown. Spec: VoiceXML 2.0 §4.1.3.
 */
final class AudioFallback {
    private AudioFallback() {}

    /** Whether anything is heard in the place of the recording; a {@code <desc>} is not spoken. */
    static boolean isSpoken(Markup audio) {
        return audio.content().stream().anyMatch(node -> switch (node) {
            case Node.Text text -> !text.blank();
            case Node.Child(Markup child) ->
                !child.name().equals("desc") && !child.name().equals("mark");
        });
    }
}
