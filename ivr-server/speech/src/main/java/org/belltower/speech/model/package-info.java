/** The folder of models that recognisers listen with. */
@NullMarked
package org.belltower.speech.model;

import org.jspecify.annotations.NullMarked;
