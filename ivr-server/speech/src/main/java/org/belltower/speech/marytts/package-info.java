/** The MaryTTS engine: American English in this process. */
@NullMarked
package org.belltower.speech.marytts;

import org.jspecify.annotations.NullMarked;
