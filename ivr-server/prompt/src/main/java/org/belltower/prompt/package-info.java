/** What a caller hears: the prompt catalogue, values read out as words, and SSML turned into clips in order. */
@NullMarked
package org.belltower.prompt;

import org.jspecify.annotations.NullMarked;
