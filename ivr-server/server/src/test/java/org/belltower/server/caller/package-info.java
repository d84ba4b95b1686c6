@NullMarked
package org.belltower.server.caller;

import org.jspecify.annotations.NullMarked;
