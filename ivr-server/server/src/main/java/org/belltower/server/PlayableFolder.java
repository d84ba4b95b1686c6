package org.belltower.server;

import java.nio.file.Path;
import org.belltower.eventsocket.FileString;

/** Whether a switch can be told to play what lies in a folder: said at the start, not when the first caller hears nothing. */
public final class PlayableFolder {
    private PlayableFolder() {}

    /**
     * The folder by its whole path.
     *
     * @throws UserError which names the folder, where FreeSWITCH cannot be given its name
     */
    public static Path require(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        FileString.objection(whole.toString()).ifPresent(reason -> {
            throw new UserError(reason);
        });
        return whole;
    }
}
