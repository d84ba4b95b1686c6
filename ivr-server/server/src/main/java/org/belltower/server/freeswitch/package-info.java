/** The configuration of a FreeSWITCH that brings the calls: writing it, and looking a running one over. */
@NullMarked
package org.belltower.server.freeswitch;

import org.jspecify.annotations.NullMarked;
