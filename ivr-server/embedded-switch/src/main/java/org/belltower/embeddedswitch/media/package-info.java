/** RTP for all calls from one clock: playing, keys, bridging, recording. The README beside this file has the picture. */
@NullMarked
package org.belltower.embeddedswitch.media;

import org.jspecify.annotations.NullMarked;
