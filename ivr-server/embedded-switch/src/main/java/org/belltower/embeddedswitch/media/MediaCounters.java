package org.belltower.embeddedswitch.media;

/**
 * The engine's numbers since it was opened. *Immutable.*
 *
 * @param openStreams now
 * @param portsInUse RTP/RTCP pairs now
 * @param framesSent RTP packets sent
 * @param packetsReceived RTP packets of peers
 * @param strangers packets dropped because of where they came from
 * @param sendFailures packets that the system would not take
 * @param ticks of all clocks
 * @param lateTicks that began more than 5 ms after their time
 * @param skippedTicks given up because the clock was more than 100 ms behind
 * @param callbacksDropped keys nobody took
 * @param commandsDropped of one clock to another that has stalled: a bridge's beginning or end, a key between its sides
 * @param recordingFramesDropped frames that disks were too slow for
 */
public record MediaCounters(
        int openStreams,
        int portsInUse,
        long framesSent,
        long packetsReceived,
        long strangers,
        long sendFailures,
        long ticks,
        long lateTicks,
        long skippedTicks,
        long callbacksDropped,
        long commandsDropped,
        long recordingFramesDropped) {}
