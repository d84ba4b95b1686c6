package org.belltower.voicexml.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;

/** What a form item listens for; the timeout is that of the properties, which a prompt's own goes before. Immutable. */
record ListenRequest(
        List<ActiveGrammar> grammars, Duration timeout, DtmfTiming timing, Set<InputMode> modes, boolean secret) {}
