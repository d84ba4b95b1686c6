package org.belltower.grammar;

import java.net.URI;

/** A rule among all documents of a grammar. <i>Immutable.</i> */
record RuleKey(URI document, String rule) {}
