/** Whole calls over real SIP, RTP and Event Socket on loopback, against a whole server with a real PostgreSQL. */
@NullMarked
package org.belltower.acceptance;

import org.jspecify.annotations.NullMarked;
