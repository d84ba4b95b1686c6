package org.belltower.voicexml.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.GrammarProblem;
import org.belltower.voicexml.element.BuiltinType;
import org.belltower.voicexml.element.GrammarEvents;
import org.belltower.voicexml.fetch.ResourceCache;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.Document;
import org.belltower.voicexml.model.Fetching;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.GrammarReference;
import org.belltower.voicexml.model.GrammarUse;
import org.belltower.voicexml.model.Link;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.Expression;

/**
 * The grammars that are active while an item waits, narrowest scope first, and what each does. Confined to the call's thread.
 * Spec: VoiceXML 2.0 §3.1.3, §3.1.4.
 */
final class ActiveGrammars {
    private final List<ActiveGrammar> active = new ArrayList<>();
    private final List<GrammarUse.Target> targets = new ArrayList<>();
    private final DialogSession session;
    private final Context context;

    private ActiveGrammars(DialogSession session, Context context) {
        this.session = session;
        this.context = context;
    }

    static ActiveGrammars of(
            FormItem item, Dialog dialog, ExecutionContext execution, DialogSession session, Context context) {
        var grammars = new ActiveGrammars(session, context);
        item.grammars().forEach(use -> grammars.add(use.grammar(), use.target()));
        if (!item.modal()) {
            grammars.addForm(dialog);
            grammars.addLinks(dialog.links());
            grammars.addDocument(execution.document(), dialog);
            execution.root().ifPresent(root -> grammars.addDocument(root, dialog));
            session.shared().universals().active(context).forEach(use -> grammars.add(use.grammar(), use.target()));
        }
        return grammars;
    }

    List<ActiveGrammar> active() {
        return active;
    }

    GrammarUse.Target target(String id) {
        return targets.get(Integer.parseInt(id));
    }

    private void addForm(Dialog form) {
        form.grammars().forEach(grammar -> add(grammar, new GrammarUse.Target.FillsForm(form)));
    }

    private void addLinks(List<Link> links) {
        links.forEach(link ->
                link.grammars().forEach(grammar -> add(grammar, new GrammarUse.Target.Leads(link.action()))));
    }

    private void addDocument(Document document, Dialog here) {
        for (Dialog other : document.dialogs()) {
            if (!other.documentScope() && !other.equals(here)) {
                other.documentGrammars().forEach(grammar -> add(grammar, new GrammarUse.Target.FillsForm(other)));
            } else if (!other.equals(here)) {
                addForm(other);
                other.items().stream()
                        .flatMap(item -> item.grammars().stream())
                        .filter(use -> use.target() instanceof GrammarUse.Target.Leads)
                        .forEach(use -> add(use.grammar(), use.target()));
            }
        }
        addLinks(document.links());
    }

    private void add(GrammarReference reference, GrammarUse.Target target) {
        active.add(new ActiveGrammar(Integer.toString(targets.size()), grammar(reference)));
        targets.add(target);
    }

    private Grammar grammar(GrammarReference reference) {
        return switch (reference) {
            case GrammarReference.Ready(Grammar grammar) -> grammar;
            case GrammarReference.External(URI uri, Fetching fetching) -> fetched(uri, fetching);
            case GrammarReference.Computed(Expression expression, Locale language, Fetching fetching) ->
                computed(UriReference.of(context.text(expression)), language, fetching);
            case GrammarReference.Unusable(String event, String message) ->
                throw new DialogEventException(event, message);
        };
    }

    private Grammar computed(UriReference reference, Locale language, Fetching fetching) {
        if (reference.text().startsWith("builtin:")) {
            GrammarMode mode = reference.text().startsWith("builtin:dtmf") ? GrammarMode.DTMF : GrammarMode.VOICE;
            return compiled(BuiltinType.parse(reference.text(), mode, language));
        }
        return fetched(reference.resolvePart(context.base()), fetching);
    }

    /** The resource is fetched whole; its rule is chosen here. Spec: VoiceXML 2.0 §3.1.1.2, SRGS 1.0 §2.2.2. */
    private Grammar fetched(URI uri, Fetching fetching) {
        Optional<String> rule = Optional.ofNullable(uri.getRawFragment());
        URI whole = rule.isPresent() ? UriReference.of(uri.toString()).resolve(uri) : uri;
        return switch (session.grammar(fetching.request(whole, context), rule)) {
            case ResourceCache.Outcome.Failed(String event, String message) ->
                throw new DialogEventException(event, message);
            case ResourceCache.Outcome.Made(CompileResult result) -> compiled(result);
        };
    }

    private static Grammar compiled(CompileResult result) {
        return switch (result) {
            case CompileResult.Compiled(Grammar grammar) -> grammar;
            case CompileResult.Rejected(List<GrammarProblem> problems) ->
                throw new DialogEventException(
                        GrammarEvents.of(problems.getFirst().kind()),
                        problems.getFirst().toString());
        };
    }
}
