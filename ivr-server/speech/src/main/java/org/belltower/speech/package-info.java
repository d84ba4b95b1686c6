@NullMarked
package org.belltower.speech;

import org.jspecify.annotations.NullMarked;
