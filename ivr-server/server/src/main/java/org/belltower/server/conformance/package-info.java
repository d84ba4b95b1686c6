/** Runs folders of conformance cases, in memory and over real calls. */
@NullMarked
package org.belltower.server.conformance;

import org.jspecify.annotations.NullMarked;
