@NullMarked
package org.belltower.telephony;

import org.jspecify.annotations.NullMarked;
