package org.belltower.embeddedswitch;

import org.belltower.embeddedswitch.media.MediaCounters;

/**
 * A switch's counters at one moment. <em>Immutable.</em>
 *
 * @param calls channels that are alive
 * @param callsSinceStart channels since the start
 * @param peak most channels at once
 * @param limit most channels allowed
 * @param refusedBusy calls refused because all places were taken
 * @param refusedUnknown calls to unknown numbers that got a plain 404
 * @param unserved calls whose Event Socket listener was not there, so that only the dialplan's fallback knew of them
 * @param eventSocketConnections clients and listeners connected
 * @param eventSocketOverruns connections closed because they read too slowly
 */
public record SwitchStatus(
        int calls,
        long callsSinceStart,
        int peak,
        int limit,
        long refusedBusy,
        long refusedUnknown,
        long unserved,
        int eventSocketConnections,
        long eventSocketOverruns,
        MediaCounters media) {}
