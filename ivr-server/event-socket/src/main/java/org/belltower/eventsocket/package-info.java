@NullMarked
package org.belltower.eventsocket;

import org.jspecify.annotations.NullMarked;
