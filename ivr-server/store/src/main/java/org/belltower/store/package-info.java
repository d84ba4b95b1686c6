/** PostgreSQL: connection, migrations, repositories. The journal that survives its absence is in {@code journal}. */
@NullMarked
package org.belltower.store;

import org.jspecify.annotations.NullMarked;
