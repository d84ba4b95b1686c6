/** Voice applications: their manifests, their check at start, and the engine that runs each. */
@NullMarked
package org.belltower.server.application;

import org.jspecify.annotations.NullMarked;
