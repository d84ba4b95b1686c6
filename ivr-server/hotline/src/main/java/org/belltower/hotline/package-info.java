/** The business services that voice applications ask: accounts, plans, net values. Imports are in {@code imports}. */
@NullMarked
package org.belltower.hotline;

import org.jspecify.annotations.NullMarked;
