/** Compiled documents: immutable, shared by all sessions. */
@NullMarked
package org.belltower.voicexml.model;

import org.jspecify.annotations.NullMarked;
