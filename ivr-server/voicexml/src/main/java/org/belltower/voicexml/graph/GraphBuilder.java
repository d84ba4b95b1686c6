package org.belltower.voicexml.graph;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.UriReference;

/**
 * Reads out of documents what leads where. Confined to the thread that builds. What a script works out is followed as far as
 * string literals tell: {@code goto expr="resume"} leads to every literal that {@code resume} is given anywhere.
 */
public final class GraphBuilder {
    private static final Set<String> HANDLERS = Set.of("catch", "error", "help", "noinput", "nomatch");
    private static final String EXIT = "end:exit";
    private static final String HANG_UP = "end:disconnect";

    private final SourceApplication application;
    private final PromptTexts prompts;
    private final Map<String, Map<String, SourceDocument>> literals;
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<GraphEdge> edges = new ArrayList<>();
    private final List<Unresolved> unresolved = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Back> returns = new ArrayList<>();

    /** A subdialog item and what it calls. */
    private record Call(String item, String dialog) {}

    /** A {@code <return>} in a dialog. */
    private record Back(String from, String dialog, Markup element, String label) {}

    /** Where an element stands: the handlers that see an event from there, innermost first, are of these. */
    private record Place(SourceDocument document, Optional<SourceDialog> dialog, Optional<Markup> item, String node) {}

    private GraphBuilder(SourceApplication application, PromptTexts prompts) {
        this.application = application;
        this.prompts = prompts;
        this.literals = application.literals();
    }

    /** The graph of an application, its texts in the language of {@code prompts}. */
    public static DialogGraph of(SourceApplication application, PromptTexts prompts) {
        var builder = new GraphBuilder(application, prompts);
        List<SourceDocument> documents = new ArrayList<>(application.documents());
        // A drawing begins on the left with what comes first.
        application.start().flatMap(application::document).ifPresent(start -> {
            documents.remove(start);
            documents.addFirst(start);
        });
        documents.forEach(builder::nodes);
        application.unreadable().forEach(builder::unreadable);
        documents.forEach(builder::edges);
        builder.returns();
        return new DialogGraph(builder.nodes, builder.edges, builder.unresolved);
    }

    private void nodes(SourceDocument document) {
        add(document.name(), NodeKind.DOCUMENT, "", document.root(), document.name(), "");
        shared(document.name(), document.root());
        for (SourceDialog dialog : document.dialogs()) {
            String id = id(dialog);
            add(id, NodeKind.DIALOG, document.name(), dialog.markup(), dialog.id(), "");
            shared(id, dialog.markup());
            for (Markup item : dialog.items()) {
                String name = dialog.isMenu() ? "menu" : dialog.itemName(item);
                add(itemId(dialog, item), NodeKind.ITEM, id, item, name, SpokenText.of(item, prompts));
            }
            for (Markup child : dialog.markup().children()) {
                if (child.name().equals("choice")) {
                    add(
                            at(id, child),
                            NodeKind.CHOICE,
                            id,
                            child,
                            choice(child),
                            child.text().strip());
                } else if (child.name().equals("filled") && !dialog.isMenu()) {
                    add(at(id, child), NodeKind.ITEM, id, child, "filled", "");
                }
            }
        }
    }

    private void unreadable(UnreadableDocument document) {
        nodes.add(new GraphNode(
                document.name(),
                NodeKind.UNREADABLE,
                "",
                "",
                document.name(),
                document.problem().what(),
                document.problem().position().file(),
                document.problem().position().line()));
    }

    /** Links and handlers of a document or dialog. */
    private void shared(String parent, Markup markup) {
        for (Markup child : markup.children()) {
            if (child.name().equals("link")) {
                add(at(parent, child), NodeKind.LINK, parent, child, link(child), "");
            } else if (isHandler(child)) {
                add(at(parent, child), NodeKind.HANDLER, parent, child, handler(child), SpokenText.of(child, prompts));
            }
        }
    }

    private void add(String id, NodeKind kind, String parent, Markup markup, String label, String text) {
        nodes.add(new GraphNode(
                id,
                kind,
                parent,
                markup.name(),
                label,
                text,
                markup.position().file(),
                markup.position().line()));
    }

    private void edges(SourceDocument document) {
        document.root().attribute("application").ifPresent(name -> root(name, document));
        for (Markup child : document.root().children()) {
            if (child.name().equals("link") || isHandler(child)) {
                var place = new Place(document, Optional.empty(), Optional.empty(), at(document.name(), child));
                lead(child, place, "");
            }
        }
        for (SourceDialog dialog : document.dialogs()) {
            for (Markup item : dialog.items()) {
                var place = new Place(document, Optional.of(dialog), Optional.of(item), itemId(dialog, item));
                if (dialog.isMenu()) {
                    item.children().stream().filter(this::isMenuItemContent).forEach(child -> lead(child, place, ""));
                } else {
                    lead(item, place, "");
                }
            }
            for (Markup child : dialog.markup().children()) {
                boolean own = child.name().equals("link")
                        || child.name().equals("choice")
                        || (isHandler(child) && !dialog.isMenu())
                        || (child.name().equals("filled") && !dialog.isMenu());
                if (own) {
                    lead(child, new Place(document, Optional.of(dialog), Optional.empty(), at(id(dialog), child)), "");
                }
            }
        }
    }

    /** A root document that the application should have and has not. */
    private void root(String name, SourceDocument document) {
        document.application()
                .filter(uri -> isOurs(uri, document))
                .filter(uri -> application.document(withoutQuery(uri)).isEmpty()
                        && application.unreadable(withoutQuery(uri)).isEmpty())
                .ifPresent(uri -> unresolved.add(new Unresolved(
                        document.root().position(), document.root().name(), name, uri, new Unresolved.Missing.Root())));
    }

    private boolean isMenuItemContent(Markup child) {
        return !child.name().equals("choice") && !child.name().equals("link");
    }

    /** Follows an element and all that is in it. */
    private void lead(Markup element, Place place, String label) {
        switch (element.name()) {
            case "goto" -> leads(element, EdgeKind.GOTO, "next", "expr", place, label);
            case "submit" -> leads(element, EdgeKind.SUBMIT, "next", "expr", place, label);
            case "link" -> {
                leads(element, EdgeKind.LINK, "next", "expr", place, label(element));
                thrown(element, place, label(element));
            }
            case "choice" -> {
                leads(element, EdgeKind.CHOICE, "next", "expr", place, choice(element));
                thrown(element, place, choice(element));
            }
            case "subdialog" -> leads(element, EdgeKind.SUBDIALOG, "src", "srcexpr", place, label);
            case "throw" -> thrown(element, place, label);
            case "return" ->
                place.dialog().ifPresent(dialog -> returns.add(new Back(place.node(), id(dialog), element, label)));
            case "exit" -> end(EXIT, "exit", EdgeKind.EXIT, element, place, label);
            case "disconnect" -> end(HANG_UP, "disconnect", EdgeKind.DISCONNECT, element, place, label);
            default -> {
                // Only what may lead on is of interest.
            }
        }
        String within = label;
        if (isHandler(element) && place.item().isPresent()) {
            within = handler(element);
        }
        for (Markup child : element.children()) {
            if (element.name().equals("if")
                    && (child.name().equals("elseif") || child.name().equals("else"))) {
                within = child.attribute("cond").orElse("else");
                continue;
            }
            lead(
                    child,
                    place,
                    child.name().equals("if") ? child.attribute("cond").orElse("") : within);
        }
    }

    private void leads(Markup element, EdgeKind kind, String literal, String computed, Place place, String label) {
        element.attribute("nextitem").ifPresent(name -> item(element, kind, name, place, label));
        Optional<String> reference = element.attribute(literal);
        if (reference.isPresent()) {
            target(element, kind, reference.get(), place.document(), place, label, false);
            return;
        }
        element.attribute(computed).ifPresent(expression -> {
            Map<String, SourceDocument> candidates = new LinkedHashMap<>();
            StringLiterals.in(expression).forEach(text -> candidates.put(text, place.document()));
            if (expression.strip().matches("[\\w$]+(\\.[\\w$]+)*")) {
                String name = expression.strip();
                candidates.putAll(literals.getOrDefault(name.substring(name.lastIndexOf('.') + 1), Map.of()));
            }
            candidates.forEach((text, document) -> {
                boolean known = UriReference.of(text).isLocal()
                        || document.resolve(text).flatMap(application::document).isPresent();
                if (known) {
                    target(element, kind, text, document, place, label, true);
                }
            });
        });
    }

    private void item(Markup element, EdgeKind kind, String name, Place place, String label) {
        if (place.dialog().isEmpty()) {
            return;
        }
        SourceDialog dialog = place.dialog().get();
        Optional<Markup> item = dialog.items().stream()
                .filter(one -> one.attribute("name").equals(Optional.of(name)))
                .findFirst();
        if (item.isPresent()) {
            edge(place, itemId(dialog, item.get()), kind, label, false, element);
        } else {
            unresolved.add(new Unresolved(
                    element.position(),
                    element.name(),
                    name,
                    place.document().uri(),
                    new Unresolved.Missing.Item(name)));
            missing(id(dialog) + "/" + name, element, kind, place, label, false);
        }
    }

    private void target(
            Markup element,
            EdgeKind kind,
            String reference,
            SourceDocument from,
            Place place,
            String label,
            boolean computed) {
        UriReference parts = UriReference.of(reference);
        Optional<URI> uri = from.resolve(reference);
        if (uri.isEmpty() || !isOurs(uri.get(), from)) {
            return;
        }
        URI resource = withoutQuery(uri.get());
        Optional<UnreadableDocument> unreadable = application.unreadable(resource);
        if (unreadable.isPresent()) {
            edge(place, unreadable.get().name(), kind, label, computed, element);
            return;
        }
        Optional<SourceDocument> document = application.document(resource);
        if (document.isEmpty()) {
            unresolved.add(new Unresolved(
                    element.position(), element.name(), reference, uri.get(), new Unresolved.Missing.Document()));
            missing(fileName(resource), element, kind, place, label, computed);
            return;
        }
        Optional<SourceDialog> dialog = document.get().dialog(parts.fragment());
        if (dialog.isEmpty()) {
            if (parts.fragment().isPresent()) {
                String id = parts.fragment().get();
                unresolved.add(new Unresolved(
                        element.position(), element.name(), reference, uri.get(), new Unresolved.Missing.Dialog(id)));
                missing(document.get().name() + "#" + id, element, kind, place, label, computed);
            }
            return;
        }
        String to = id(dialog.get());
        edge(place, to, kind, label, computed, element);
        if (kind == EdgeKind.SUBDIALOG) {
            calls.add(new Call(place.node(), to));
        }
    }

    /** A document that is not there, by the last part of its address. */
    private static String fileName(URI document) {
        String path = document.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void missing(String name, Markup element, EdgeKind kind, Place place, String label, boolean computed) {
        String id = "missing:" + name;
        if (nodes.stream().noneMatch(node -> node.id().equals(id))) {
            nodes.add(new GraphNode(id, NodeKind.MISSING, "", "", name, "is not there", "", 0));
        }
        edge(place, id, kind, label, computed, element);
    }

    /** Whether the application itself should have it: a document beside the one that refers. */
    private static boolean isOurs(URI uri, SourceDocument from) {
        return String.valueOf(uri.getScheme()).equals(String.valueOf(from.uri().getScheme()))
                && String.valueOf(uri.getAuthority())
                        .equals(String.valueOf(from.uri().getAuthority()))
                && (uri.getPath() != null && (uri.getPath().endsWith("xml") || uri.equals(from.uri())));
    }

    private static URI withoutQuery(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? uri : URI.create(text.substring(0, query));
    }

    private void end(String id, String label, EdgeKind kind, Markup element, Place place, String when) {
        if (nodes.stream().noneMatch(node -> node.id().equals(id))) {
            nodes.add(new GraphNode(id, NodeKind.END, "", "", label, "", "", 0));
        }
        edge(place, id, kind, when, false, element);
    }

    /** An event to the nearest handler that takes it. Spec: VoiceXML 2.0 §5.2.4. */
    private void thrown(Markup element, Place place, String label) {
        element.attribute("event").ifPresent(name -> {
            var event = new ThrownEvent(name, Optional.empty());
            handlerOf(event, place).ifPresent(node -> {
                if (!node.equals(place.node())) {
                    edge(place, node, EdgeKind.THROW, label.isEmpty() ? name : label, false, element);
                }
            });
        });
    }

    private Optional<String> handlerOf(ThrownEvent event, Place place) {
        if (place.item().isPresent() && place.item().get().children().stream().anyMatch(child -> takes(child, event))) {
            return Optional.of(place.node());
        }
        Optional<String> inDialog = place.dialog().flatMap(dialog -> handlerIn(dialog.markup(), id(dialog), event));
        return inDialog.or(() ->
                        handlerIn(place.document().root(), place.document().name(), event))
                .or(() ->
                        application.root(place.document()).flatMap(root -> handlerIn(root.root(), root.name(), event)));
    }

    private Optional<String> handlerIn(Markup parent, String id, ThrownEvent event) {
        return parent.children().stream()
                .filter(child -> takes(child, event))
                .findFirst()
                .map(child -> at(id, child));
    }

    private static boolean takes(Markup handler, ThrownEvent event) {
        if (!isHandler(handler)) {
            return false;
        }
        String events = events(handler);
        return events.isBlank()
                || Arrays.stream(events.strip().split("\\s+", -1)).anyMatch(event::matches);
    }

    private void returns() {
        for (Back back : returns) {
            for (Call call : calls) {
                if (call.dialog().equals(back.dialog())) {
                    edges.add(new GraphEdge(
                            back.from(),
                            call.item(),
                            EdgeKind.RETURN,
                            back.label(),
                            false,
                            back.element().position().file(),
                            back.element().position().line()));
                }
            }
        }
    }

    private void edge(Place place, String to, EdgeKind kind, String label, boolean computed, Markup element) {
        edges.add(new GraphEdge(
                place.node(),
                to,
                kind,
                label,
                computed,
                element.position().file(),
                element.position().line()));
    }

    static boolean isHandler(Markup markup) {
        return HANDLERS.contains(markup.name());
    }

    /** What a handler takes; empty text for everything. */
    static String events(Markup handler) {
        return handler.name().equals("catch") ? handler.attribute("event").orElse("") : handler.name();
    }

    private static String handler(Markup handler) {
        String count = handler.attribute("count").map(number -> " " + number).orElse("");
        String events = events(handler).strip();
        return (events.isEmpty() ? "any event" : events) + count;
    }

    private static String link(Markup link) {
        String label = label(link);
        return label.isEmpty() ? "link" : label;
    }

    private static String label(Markup link) {
        return link.attribute("dtmf").map(keys -> "key " + keys).orElse("");
    }

    private static String choice(Markup choice) {
        String keys = choice.attribute("dtmf").map(key -> "key " + key).orElse("");
        String words = choice.text().strip().replaceAll("\\s+", " ");
        return (keys + " " + words).strip();
    }

    private static String id(SourceDialog dialog) {
        return dialog.document().name() + (dialog.id().startsWith("#") ? "" : "#") + dialog.id();
    }

    private static String itemId(SourceDialog dialog, Markup item) {
        return id(dialog) + "/" + (dialog.isMenu() ? "menu" : dialog.itemName(item));
    }

    /** An id for what has no name: its place in the file. */
    private String at(String parent, Markup markup) {
        return parent + "/" + markup.name() + "@" + markup.position().line() + ":"
                + markup.position().column();
    }
}
