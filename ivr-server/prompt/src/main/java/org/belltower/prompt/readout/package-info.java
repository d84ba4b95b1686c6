/** Values turned into the words that say them, digit for digit, in each language of the hotline. */
@NullMarked
package org.belltower.prompt.readout;

import org.jspecify.annotations.NullMarked;
