/** Conversations without a telephone: a line in memory, callers who follow a script, and what a prompt says in words. */
@NullMarked
package org.belltower.server.conversation;

import org.jspecify.annotations.NullMarked;
