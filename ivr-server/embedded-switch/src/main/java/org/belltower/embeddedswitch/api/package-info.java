/** API commands, one class each, and their registry. */
@NullMarked
package org.belltower.embeddedswitch.api;

import org.jspecify.annotations.NullMarked;
