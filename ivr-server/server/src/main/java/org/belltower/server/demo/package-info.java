/** {@code ./ivr demo}: a real call from the outside, checked against the database. */
@NullMarked
package org.belltower.server.demo;

import org.jspecify.annotations.NullMarked;
