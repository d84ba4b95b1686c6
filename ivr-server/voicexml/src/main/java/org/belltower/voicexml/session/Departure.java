package org.belltower.voicexml.session;

import java.util.Optional;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.Document;
import org.belltower.voicexml.model.Transition;

/** Where a dialog leads in the end. Immutable. */
sealed interface Departure {
    /**
     * Into a dialog, whose document is at hand.
     *
     * @param root the document's application root, where it names one
     * @param fresh whether the document is entered, as against another dialog of the one that is active
     * @param carried input that a grammar of that dialog has matched
     */
    record Enter(
            Document document,
            Optional<Document> root,
            Dialog dialog,
            boolean fresh,
            boolean submitted,
            Optional<InputResult.Matched> carried)
            implements Departure {}

    /** Out of this execution context. */
    record Leave(Transition last) implements Departure {}
}
