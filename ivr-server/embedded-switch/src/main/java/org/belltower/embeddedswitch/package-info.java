@NullMarked
package org.belltower.embeddedswitch;

import org.jspecify.annotations.NullMarked;
