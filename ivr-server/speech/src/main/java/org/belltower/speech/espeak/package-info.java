/** The eSpeak NG engine: one child process a text, for Mandarin, Cantonese and every language that it has. */
@NullMarked
package org.belltower.speech.espeak;

import org.jspecify.annotations.NullMarked;
