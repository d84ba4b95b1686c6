@NullMarked
package org.belltower.grammar;

import org.jspecify.annotations.NullMarked;
