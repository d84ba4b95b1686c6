@NullMarked
package org.belltower.bench;

import org.jspecify.annotations.NullMarked;
