package org.belltower.server.freeswitch;

/** Asks a running FreeSWITCH. Called on the command's thread. Spec: FreeSWITCH mod_commands. */
@FunctionalInterface
interface SwitchApi {
    /** What it answers to an API command, such as {@code module_exists mod_sofia}; with {@code -ERR} in front where it refuses. */
    String run(String command);
}
