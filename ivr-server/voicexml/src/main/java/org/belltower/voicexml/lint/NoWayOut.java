package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceDialog;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.ThrownEvent;

/**
 * Input items that ask for ever: who stays silent, or never says what is understood, is asked again without end. A handler for
 * {@code noinput} and {@code nomatch} that leads away is a way out of each, a link that leads away is one for who has something
 * to say. Of a document whose root document is not known nothing is told. Spec: VoiceXML 2.0 §5.2.4, §2.5.
 */
final class NoWayOut implements LintRule {
    private static final Set<String> WAITS = Set.of("field", "initial", "menu", "record");
    private static final Set<String> HANDLERS = Set.of("catch", "error", "help", "noinput", "nomatch");

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            if (subject.application().hasUnknownRoot(document)) {
                continue;
            }
            for (SourceDialog dialog : document.dialogs()) {
                for (Markup item : dialog.items()) {
                    if (WAITS.contains(item.name())) {
                        check(dialog, item, subject, found);
                    }
                }
            }
        }
        return found;
    }

    private static void check(SourceDialog dialog, Markup item, LintSubject subject, List<DocumentError> found) {
        List<Markup> around = new ArrayList<>(List.of(item));
        if (!dialog.isMenu()) {
            around.add(dialog.markup());
        }
        around.add(dialog.document().root());
        Optional<SourceDocument> root = subject.application().root(dialog.document());
        root.ifPresent(document -> around.add(document.root()));
        boolean modal = item.attribute("modal").equals(Optional.of("true"));
        boolean link =
                !modal && around.stream().skip(dialog.isMenu() ? 0 : 1).anyMatch(scope -> leadsByLink(scope, around));
        boolean recording = item.name().equals("record");
        List<String> endless = new ArrayList<>();
        if (!leads("noinput", around)) {
            endless.add("noinput");
        }
        if (!recording && !link && !leads("nomatch", around)) {
            endless.add("nomatch");
        }
        if (!endless.isEmpty()) {
            String name = dialog.isMenu() ? dialog.id() : dialog.itemName(item);
            found.add(
                    DocumentError.warning(
                            item.position(),
                            "<" + item.name() + "> " + name + " asks for ever: no handler of "
                                    + String.join(" and ", endless) + " leads away from it",
                            "VoiceXML 2.0 §5.2.4",
                            "write such as <" + endless.getFirst()
                                    + " count=\"3\"> with a <goto>, <exit> or <disconnect> in it, here or in the root document"));
        }
    }

    private static boolean leadsByLink(Markup scope, List<Markup> around) {
        return scope.children().stream()
                .filter(child -> child.name().equals("link"))
                .anyMatch(link -> link.attribute("next").isPresent()
                        || link.attribute("expr").isPresent()
                        || link.attribute("eventexpr").isPresent()
                        || link.attribute("event")
                                .filter(event -> leads(event, around))
                                .isPresent());
    }

    /** Whether a handler for an event leads away, whatever its count. */
    private static boolean leads(String event, List<Markup> around) {
        return around.stream()
                .flatMap(scope -> scope.children().stream())
                .anyMatch(handler -> takes(handler, event) && Flow.mayLead(handler));
    }

    private static boolean takes(Markup handler, String event) {
        if (!HANDLERS.contains(handler.name())) {
            return false;
        }
        String events =
                handler.name().equals("catch") ? handler.attribute("event").orElse("") : handler.name();
        var thrown = new ThrownEvent(event, Optional.empty());
        return events.isBlank()
                || Arrays.stream(events.strip().split("\\s+", -1)).anyMatch(thrown::matches);
    }
}
