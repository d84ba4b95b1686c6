package org.belltower.embeddedswitch.media;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.belltower.audio.DtmfDetector;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.SampleRate;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;
import org.jspecify.annotations.Nullable;

/**
 * What a stream hears: checks, counts, and sorts packets into sound and keys. *Confined to the clock*; the counts may be
 * read from any thread.
 *
 * <p>Sound is decoded and ordered only while somebody wants it (a recording, a bridge, an echo, in-band keys).
 */
final class RtpReceiver {
    final Tally packets = new Tally();
    final Tally strangers = new Tally();
    final Tally malformed = new Tally();
    final Tally duplicates = new Tally();
    final Tally lost = new Tally();
    final Tally late = new Tally();
    final Reception reception = new Reception();
    final RemoteLatch latch;

    /** When the peer was last heard, by the clock; 0 for never. */
    volatile long lastPacketNanos;

    volatile int jitterSamples;

    private final int delaySamples;
    private final Keys keys;
    private final KeyReceiver keyReceiver = new KeyReceiver();
    private final KeyReceiver.Sink rtpKeys = this::rtpKey;
    private final DtmfDetector.Sink inbandKeys = this::inbandKey;
    private @Nullable NegotiatedAudio negotiated;
    private @Nullable JitterBuffer jitter;
    private @Nullable DtmfDetector detector;
    private InbandDetection detection = InbandDetection.AUTOMATIC;
    private boolean heardSource;
    private boolean heardRtpKey;
    private long lostOfEarlierSources;
    private long lateOfEarlierBuffers;

    /** Takes the keys. */
    interface Keys {
        void key(DtmfTone tone, Duration length, ReceivedKey.Source source);
    }

    RtpReceiver(MediaSettings settings, Keys keys) {
        this.latch = new RemoteLatch(settings.latchPackets());
        this.delaySamples = (int) SampleRate.HZ_8000.samplesIn(settings.jitterDelay());
        this.keys = keys;
    }

    void negotiated(NegotiatedAudio audio) {
        negotiated = audio;
        latch.negotiated(audio.remoteRtp());
    }

    void detect(InbandDetection mode) {
        detection = mode;
        detector = null;
    }

    boolean hasHeardSource() {
        return heardSource;
    }

    void datagram(MediaClock clock, SocketAddress sender, long nanos) {
        NegotiatedAudio audio = negotiated;
        if (audio == null) {
            return;
        }
        RtpPacket packet = clock.packet;
        if (!packet.read(clock.received)) {
            count(latch.isPeer(sender) ? malformed : strangers, clock);
            return;
        }
        boolean isKey = audio.telephoneEvent().isPresent()
                && packet.payloadType == audio.telephoneEvent().getAsInt();
        boolean known = isKey || packet.payloadType == audio.payloadType();
        if (known ? !latch.accepts(sender) : !latch.isPeer(sender)) {
            count(strangers, clock);
            return;
        }
        if (!known) {
            // Comfort noise, or a codec that was not agreed on: nothing that could be played.
            malformed.add(1);
            return;
        }
        accept(audio, packet, clock.received, isKey, nanos);
        clock.packetsReceived.add(1);
    }

    private void count(Tally which, MediaClock clock) {
        which.add(1);
        if (which == strangers) {
            clock.strangers.add(1);
        }
    }

    private void accept(NegotiatedAudio audio, RtpPacket packet, ByteBuffer in, boolean isKey, long nanos) {
        packets.add(1);
        lastPacketNanos = nanos;
        if (!heardSource || packet.ssrc != reception.ssrc) {
            source(packet.ssrc);
        }
        switch (reception.sequence.accept(packet.sequence)) {
            case DUPLICATE -> {
                duplicates.add(1);
                return;
            }
            case RESTARTED -> restart();
            case NEW -> {}
        }
        if (isKey) {
            heardRtpKey = true;
            keyReceiver.packet(packet, in, rtpKeys);
            return;
        }
        reception.arrived(packet.timestamp, nanos);
        if (jitter == null && detects()) {
            // A key may be what the peer says first.
            jitter = new JitterBuffer(delaySamples);
        }
        if (jitter != null && audio.direction().receives()) {
            jitter.put(
                    packet.timestamp,
                    in,
                    packet.payloadAt,
                    packet.payloadLength,
                    audio.codec().law());
        }
    }

    /** Once a tick; true if there is sound, which is then in {@code frame}. */
    boolean tick(boolean wanted, short[] frame) {
        keyReceiver.tick(rtpKeys);
        boolean detecting = detects();
        publish();
        if (!wanted && !detecting) {
            if (jitter != null) {
                lateOfEarlierBuffers += jitter.late();
                jitter = null;
            }
            return false;
        }
        if (jitter == null) {
            jitter = new JitterBuffer(delaySamples);
        }
        boolean sound = jitter.take(frame);
        if (detecting) {
            if (detector == null) {
                detector = new DtmfDetector();
            }
            detector.feed(frame, 0, frame.length, inbandKeys);
        }
        return sound;
    }

    private void publish() {
        long lostNow = lostOfEarlierSources + reception.sequence.lost();
        if (lostNow != lost.get()) {
            lost.add(lostNow - lost.get());
        }
        long lateNow = lateOfEarlierBuffers + (jitter == null ? 0 : jitter.late());
        if (lateNow != late.get()) {
            late.add(lateNow - late.get());
        }
        if (jitterSamples != reception.jitterSamples()) {
            jitterSamples = reception.jitterSamples();
        }
    }

    private boolean detects() {
        NegotiatedAudio audio = negotiated;
        return audio != null
                && switch (detection) {
                    case AUTOMATIC -> audio.telephoneEvent().isEmpty();
                    case ON -> !heardRtpKey;
                    case OFF -> false;
                };
    }

    private void source(int ssrc) {
        if (heardSource) {
            restart();
        }
        lostOfEarlierSources += reception.sequence.lost();
        reception.begin(ssrc);
        heardSource = true;
    }

    private void restart() {
        keyReceiver.reset(rtpKeys);
        if (jitter != null) {
            jitter.reset();
        }
    }

    private void rtpKey(DtmfTone tone, int samples) {
        keys.key(tone, SampleRate.HZ_8000.durationOf(samples), ReceivedKey.Source.RTP);
    }

    private void inbandKey(DtmfTone tone, int samples) {
        if (!heardRtpKey || negotiated == null || negotiated.telephoneEvent().isEmpty()) {
            keys.key(tone, SampleRate.HZ_8000.durationOf(samples), ReceivedKey.Source.INBAND_AUDIO);
        }
    }
}
