/** Applications as their authors wrote them: documents, dialogs and what leads from one to another; their drawing. */
@NullMarked
package org.belltower.voicexml.graph;

import org.jspecify.annotations.NullMarked;
