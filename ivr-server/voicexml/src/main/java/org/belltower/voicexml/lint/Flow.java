package org.belltower.voicexml.lint;

import java.util.List;
import java.util.Set;
import org.belltower.voicexml.markup.Markup;

/** Whether executable content always leads somewhere. Spec: VoiceXML 2.0 §5.3. */
final class Flow {
    private static final Set<String> LEADS =
            Set.of("goto", "submit", "throw", "rethrow", "exit", "disconnect", "return");

    private Flow() {}

    /** Whether every way through the content leads on, ends, or has the form's items visited once more. */
    static boolean always(List<Markup> content) {
        return content.stream().anyMatch(Flow::always);
    }

    private static boolean always(Markup element) {
        return switch (element.name()) {
            case "clear" -> true;
            case "if" -> everyBranch(element);
            default -> LEADS.contains(element.name());
        };
    }

    private static boolean everyBranch(Markup decision) {
        boolean otherwise = false;
        boolean leads = false;
        for (Markup child : decision.children()) {
            if (child.name().equals("elseif") || child.name().equals("else")) {
                if (!leads) {
                    return false;
                }
                leads = false;
                otherwise |= child.name().equals("else");
            } else {
                leads |= always(child);
            }
        }
        return leads && otherwise;
    }

    /** Whether anything in an element can lead away from where the dialog stands. */
    static boolean mayLead(Markup element) {
        return LEADS.contains(element.name())
                || (element.name().equals("choice")
                        && (element.attribute("next").isPresent()
                                || element.attribute("expr").isPresent()
                                || element.attribute("event").isPresent()
                                || element.attribute("eventexpr").isPresent()))
                || element.children().stream().anyMatch(Flow::mayLead);
    }
}
