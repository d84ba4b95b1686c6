package org.belltower.voicexml.graph;

import java.net.URI;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.markup.Position;

/**
 * A reference to what is not there. Immutable.
 *
 * @param at the element that refers
 * @param element its name
 * @param reference as it is written
 * @param document the document that is meant
 * @param missing what it lacks
 */
public record Unresolved(Position at, String element, String reference, URI document, Missing missing) {
    /** What is not there. */
    public sealed interface Missing {
        /** The document itself. */
        record Document() implements Missing {}

        /** The root document that a document names. */
        record Root() implements Missing {}

        /** A form or menu of it. */
        record Dialog(String id) implements Missing {}

        /** A form item of the dialog that refers. */
        record Item(String name) implements Missing {}
    }

    /** As its author is told. */
    public DocumentError problem() {
        String rule = switch (element) {
            case "subdialog" -> "VoiceXML 2.0 §2.3.4";
            case "submit" -> "VoiceXML 2.0 §5.3.8";
            case "link" -> "VoiceXML 2.0 §2.5";
            case "choice" -> "VoiceXML 2.0 §2.2.2";
            default -> "VoiceXML 2.0 §5.3.7";
        };
        String leads = "<" + element + "> leads to \"" + reference + "\", ";
        return switch (missing) {
            case Missing.Document() ->
                DocumentError.error(at, leads + "which is not there", rule, "name a document of the application");
            case Missing.Root() ->
                DocumentError.error(
                        at,
                        "<" + element + "> names the root document \"" + reference + "\", which is not there",
                        "VoiceXML 2.0 §1.5.2",
                        "name a document of the application, or leave application out");
            case Missing.Dialog(String id) ->
                DocumentError.error(
                        at, leads + "where no dialog has the id " + id, rule, "name a form or menu of that document");
            case Missing.Item(String name) ->
                DocumentError.error(
                        at,
                        "<" + element + "> leads to the item " + name + ", which this dialog does not have",
                        rule,
                        "name a form item of the same form; another dialog is reached by next=\"#ID\"");
        };
    }
}
