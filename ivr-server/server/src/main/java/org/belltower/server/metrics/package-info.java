/** What the server tells those who watch it: counters in Prometheus's text format, and whether it takes calls. */
@NullMarked
package org.belltower.server.metrics;

import org.jspecify.annotations.NullMarked;
