@NullMarked
package org.belltower.audio;

import org.jspecify.annotations.NullMarked;
