/** What an operator can set, as records with defaults. */
@NullMarked
package org.belltower.server.config;

import org.jspecify.annotations.NullMarked;
