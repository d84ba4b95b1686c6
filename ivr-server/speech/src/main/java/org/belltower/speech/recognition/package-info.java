/** What callers say, understood: the port, and what is common to engines. */
@NullMarked
package org.belltower.speech.recognition;

import org.jspecify.annotations.NullMarked;
