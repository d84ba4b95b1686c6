package org.belltower.server.conversation;

import java.util.ArrayList;
import java.util.List;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.MarkupReader;
import org.belltower.voicexml.markup.Node;

/**
 * The words as they stand in the markup, without a catalogue and without readouts; a recording is its address in brackets.
 * Immutable and thread-safe.
 */
public final class MarkupWords implements PromptWords {
    private final MarkupReader reader = new MarkupReader();

    @Override
    public Wording of(QueuedPrompt prompt) {
        return switch (reader.read(Content.of(prompt.ssml()), "prompt")) {
            case MarkupReader.Outcome.Read(Markup speak) -> {
                var pieces = new ArrayList<String>();
                var text = new StringBuilder();
                collect(speak, text, pieces);
                end(text, pieces);
                yield new Wording.Said(pieces);
            }
            case MarkupReader.Outcome.Broken(var error) ->
                new Wording.Unspeakable("error.noresource", error.toString());
        };
    }

    private static void collect(Markup element, StringBuilder text, List<String> pieces) {
        for (Node node : element.content()) {
            switch (node) {
                case Node.Text words -> text.append(words.text());
                case Node.Child(Markup child) -> {
                    boolean recording =
                            child.name().equals("audio") && child.attributes().containsKey("src");
                    if (recording) {
                        end(text, pieces);
                        pieces.add("[" + child.attributes().get("src") + "]");
                    } else {
                        collect(child, text, pieces);
                    }
                }
            }
        }
    }

    private static void end(StringBuilder text, List<String> pieces) {
        String words = text.toString().strip().replaceAll("\\s+", " ");
        text.setLength(0);
        if (!words.isEmpty()) {
            pieces.add(words);
        }
    }
}
