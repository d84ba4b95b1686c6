@NullMarked
package org.belltower.hotline;

import org.jspecify.annotations.NullMarked;
