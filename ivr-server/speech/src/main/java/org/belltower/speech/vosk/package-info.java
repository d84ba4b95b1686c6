/** The recogniser Vosk, in this process. */
@NullMarked
package org.belltower.speech.vosk;

import org.jspecify.annotations.NullMarked;
