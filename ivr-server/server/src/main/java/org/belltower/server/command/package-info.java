/** The command line: one class a command, one line each in {@link org.belltower.server.command.IvrCommand}. */
@NullMarked
package org.belltower.server.command;

import org.jspecify.annotations.NullMarked;
