/** Call records and their paths: on disk before they are acknowledged, in PostgreSQL as soon as it is there. */
@NullMarked
package org.belltower.store.journal;

import org.jspecify.annotations.NullMarked;
