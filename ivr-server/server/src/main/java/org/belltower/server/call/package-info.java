/** What happens to a call between the switch and the voice application. */
@NullMarked
package org.belltower.server.call;

import org.jspecify.annotations.NullMarked;
