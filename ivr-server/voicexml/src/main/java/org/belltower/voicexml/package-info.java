@NullMarked
package org.belltower.voicexml;

import org.jspecify.annotations.NullMarked;
