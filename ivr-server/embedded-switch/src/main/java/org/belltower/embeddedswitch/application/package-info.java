/** Dialplan applications, one class each, and their registry. */
@NullMarked
package org.belltower.embeddedswitch.application;

import org.jspecify.annotations.NullMarked;
