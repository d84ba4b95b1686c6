/** Clips over http, for a FreeSWITCH on another machine that does not see the data folder. */
@NullMarked
package org.belltower.server.clips;

import org.jspecify.annotations.NullMarked;
