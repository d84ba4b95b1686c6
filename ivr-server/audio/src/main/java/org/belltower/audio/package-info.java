/** Samples of speech and tones: G.711, WAV, resampling, level, tones and DTMF. No I/O beyond streams. */
@NullMarked
package org.belltower.audio;

import org.jspecify.annotations.NullMarked;
