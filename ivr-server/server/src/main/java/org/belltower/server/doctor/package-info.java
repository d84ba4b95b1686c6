/** What is present, missing or in the way on this machine, each with its remedy. Reads and probes; changes nothing. */
@NullMarked
package org.belltower.server.doctor;

import org.jspecify.annotations.NullMarked;
