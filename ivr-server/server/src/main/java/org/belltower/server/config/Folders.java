package org.belltower.server.config;

import java.nio.file.Path;

/**
 * Where content lies and where the server writes. Immutable; all absolute.
 *
 * @param voiceApps one folder an application
 * @param grammars SRGS grammars that applications name by {@code grammar:}
 * @param prompts the prompt catalogue and its audio
 * @param data everything that the server writes
 */
public record Folders(Path voiceApps, Path grammars, Path prompts, Path data) {
    public Folders {
        voiceApps = voiceApps.toAbsolutePath().normalize();
        grammars = grammars.toAbsolutePath().normalize();
        prompts = prompts.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    static Folders under(Path home) {
        return new Folders(
                home.resolve("voice-apps"), home.resolve("grammars"), home.resolve("prompts"), home.resolve("var"));
    }

    /** The same content, written to elsewhere. */
    public Folders withData(Path elsewhere) {
        return new Folders(voiceApps, grammars, prompts, elsewhere);
    }
}
