/** XML as the compiler sees it: elements with the place where each stands. */
@NullMarked
package org.belltower.voicexml.markup;

import org.jspecify.annotations.NullMarked;
