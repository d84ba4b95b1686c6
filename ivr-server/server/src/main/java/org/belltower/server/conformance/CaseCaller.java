package org.belltower.server.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.server.conversation.Caller;
import org.belltower.server.conversation.CallerAct;
import org.belltower.voicexml.InputRequest;

/** Does what the prompts of a case tell; without a cue, what its manifest says. Confined to the case's thread. */
final class CaseCaller implements Caller {
    private final CallerAct otherwise;
    private final List<String> heard = new ArrayList<>();
    private Optional<CallerAct> cue = Optional.empty();

    CaseCaller(CallerAct otherwise) {
        this.otherwise = otherwise;
    }

    /** Everything, piece after piece. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void hears(List<String> words) {
        for (String piece : words) {
            heard.add(piece);
            cue = Cue.read(piece).or(() -> cue);
        }
    }

    @Override
    public CallerAct next(InputRequest request) {
        CallerAct act = cue.orElse(otherwise);
        cue = Optional.empty();
        return act;
    }
}
