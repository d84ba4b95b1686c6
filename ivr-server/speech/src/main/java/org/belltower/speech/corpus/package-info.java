/** Speech made here, as a telephone line brings it: what recognition is measured with. */
@NullMarked
package org.belltower.speech.corpus;

import org.jspecify.annotations.NullMarked;
