/** Benchmarks and load programs: {@code ./ivr bench}. What they measure is printed with its conditions and never asserted. */
@NullMarked
package org.belltower.bench;

import org.jspecify.annotations.NullMarked;
