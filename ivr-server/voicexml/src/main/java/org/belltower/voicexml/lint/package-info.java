/** What an author should know about an application before a caller does, beyond what keeps its documents from running. */
@NullMarked
package org.belltower.voicexml.lint;

import org.jspecify.annotations.NullMarked;
