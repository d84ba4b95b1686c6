/** Data in: CSV files of plans, customers, holdings and net values, all or nothing. */
@NullMarked
package org.belltower.hotline.imports;

import org.jspecify.annotations.NullMarked;
