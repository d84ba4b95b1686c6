@NullMarked
package org.belltower.store;

import org.jspecify.annotations.NullMarked;
