/** Where speech begins and ends in what a line sounds like. */
@NullMarked
package org.belltower.speech.endpoint;

import org.jspecify.annotations.NullMarked;
