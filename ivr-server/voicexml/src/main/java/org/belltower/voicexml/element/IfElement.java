package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.Expression;

/** {@code <if>} with its {@code <elseif>} and {@code <else>}. Immutable. Spec: VoiceXML 2.0 §5.3.4. */
record IfElement(List<Branch> branches) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.0 §5.3.4";

    /** One way to go; without a condition it is always taken. */
    private record Branch(Optional<Expression> cond, ExecutableContent content) {}

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "cond");
        compilation.required(markup, "cond", RULE);
        var branches = new ArrayList<Branch>();
        Optional<Expression> cond = compilation.expression(markup, "cond");
        var nodes = new ArrayList<Node>();
        boolean otherwise = false;
        for (Node node : markup.content()) {
            if (node instanceof Node.Child(Markup child) && isDivider(child)) {
                branches.add(new Branch(cond, compilation.steps(nodes, markup)));
                nodes.clear();
                if (otherwise) {
                    compilation.error(child.position(), "nothing may follow <else>", RULE, "put it before <else>");
                }
                otherwise = child.name().equals("else");
                cond = compilation.expression(child, "cond");
                if (!otherwise) {
                    compilation.required(child, "cond", RULE);
                }
            } else {
                nodes.add(node);
            }
        }
        branches.add(new Branch(cond, compilation.steps(nodes, markup)));
        return new IfElement(List.copyOf(branches));
    }

    private static boolean isDivider(Markup child) {
        return child.isVoiceXml()
                && (child.name().equals("elseif") || child.name().equals("else"));
    }

    @Override
    public Transition execute(Context context) {
        for (Branch branch : branches) {
            if (context.holds(branch.cond())) {
                return branch.content().execute(context);
            }
        }
        return Transition.NEXT;
    }
}
