/**
 * Text to speech: engines behind {@link org.belltower.speech.Synthesizer}, the chain that falls back from one to the
 * next, and the cache that makes every clip once.
 *
 * <p>Callers want a {@link org.belltower.speech.ClipSource}: text and language in, an 8 kHz WAV file out.
 */
@NullMarked
package org.belltower.speech;

import org.jspecify.annotations.NullMarked;
