@NullMarked
package org.belltower.prompt;

import org.jspecify.annotations.NullMarked;
