/** One file an element: how it is compiled and what it does. {@link org.belltower.voicexml.element.ElementRegistry} lists them. */
@NullMarked
package org.belltower.voicexml.element;

import org.jspecify.annotations.NullMarked;
