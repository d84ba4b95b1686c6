/** A session: the form interpretation algorithm, events, scopes of documents, input. */
@NullMarked
package org.belltower.voicexml.session;

import org.jspecify.annotations.NullMarked;
