@NullMarked
package org.belltower.server;

import org.jspecify.annotations.NullMarked;
