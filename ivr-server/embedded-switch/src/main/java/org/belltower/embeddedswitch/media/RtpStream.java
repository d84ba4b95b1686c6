package org.belltower.embeddedswitch.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.SampleRate;
import org.belltower.audio.ToneScript;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream on its clock. The methods of {@link MediaStream} are *thread-safe*: they post commands to the clock. */
final class RtpStream implements MediaStream {
    private static final Logger LOG = LoggerFactory.getLogger(RtpStream.class);
    private static final Duration SHORTEST_KEY = Duration.ofMillis(50);
    private static final Duration LONGEST_KEY = Duration.ofSeconds(8);

    // Fixed at opening.
    private final String name;
    private final InetAddress address;
    private final int rtpPort;
    private final MediaClock clock;
    private final RecordingDisk disk;
    private final Consumer<RtpStream> onLeft;
    private final RtpSocket rtp;
    private final RtpSocket rtcp;
    private final CallbackQueue callbacks;
    private final KeyInbox keyInbox = new KeyInbox();
    private final AtomicBoolean closing = new AtomicBoolean();

    // Written by the clock, read by any thread.
    private final Tally framesSent = new Tally();
    private volatile @Nullable NegotiatedAudio negotiated;
    private volatile @Nullable InetSocketAddress target;

    // Confined to the clock.
    private final RtpReceiver receiver;
    private final RtpSender sender;
    private final StreamReports reports;
    private final OutgoingSound sound;
    private final KeySender keys = new KeySender();
    private final List<BridgeTap> taps = new ArrayList<>(1);
    private final List<RecordingFeed> recordings = new ArrayList<>(1);
    private boolean ended;

    /** Binds both ports; {@code onLeft} runs on the clock when they are closed. */
    RtpStream(
            String name,
            MediaSettings settings,
            int rtpPort,
            MediaClock clock,
            RecordingDisk disk,
            InstantSource time,
            RandomGenerator random,
            Consumer<RtpStream> onLeft)
            throws IOException {
        this.name = name;
        this.address = settings.address();
        this.rtpPort = rtpPort;
        this.clock = clock;
        this.disk = disk;
        this.onLeft = onLeft;
        this.callbacks = new CallbackQueue(name);
        this.sound = new OutgoingSound(clock, new PlaybackStack(callbacks));
        this.receiver = new RtpReceiver(settings, this::key);
        int ssrc = random.nextInt();
        this.rtp = RtpSocket.open(address, rtpPort, receiver::datagram);
        try {
            this.rtcp = RtpSocket.open(address, rtpPort + 1, this::report);
        } catch (IOException | RuntimeException taken) {
            rtp.close();
            throw taken;
        }
        this.sender = new RtpSender(rtp, ssrc, random.nextInt(), random.nextInt());
        Rtcp format = new Rtcp(ssrc, "belltower-" + Integer.toHexString(ssrc) + "@" + address.getHostAddress());
        this.reports = new StreamReports(format, rtcp, clock, time, receiver, sender);
    }

    /** Has the clock take the stream over; once. */
    void begin() {
        clock.post(this::enter);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InetAddress localAddress() {
        return address;
    }

    @Override
    public int rtpPort() {
        return rtpPort;
    }

    @Override
    public void start(NegotiatedAudio audio) {
        clock.post(() -> {
            negotiated = audio;
            receiver.negotiated(audio);
            target = receiver.latch.target();
        });
    }

    @Override
    public Playback play(List<PlayItem> items, Consumer<PlaybackEnd> onEnd) {
        ActivePlayback playback = new ActivePlayback(this, Segment.all(items), onEnd);
        if (closing.get()) {
            sound.playbacks.report(playback, PlaybackEnd.Reason.CLOSED);
        } else {
            clock.post(() -> {
                if (ended) {
                    sound.playbacks.report(playback, PlaybackEnd.Reason.CLOSED);
                } else {
                    sound.playbacks.push(playback);
                }
            });
        }
        return playback;
    }

    void stop(ActivePlayback playback) {
        clock.post(() -> sound.playbacks.stop(playback));
    }

    @Override
    public void stopAll() {
        clock.post(() -> {
            keys.clear();
            sound.playbacks.endAll(PlaybackEnd.Reason.STOPPED);
        });
    }

    @Override
    public void background(Background wanted) {
        ActivePlayback tones = wanted instanceof Background.Ringing(ToneScript script)
                ? new ActivePlayback(this, new Segment[] {Segment.endless(script)}, end -> {})
                : null;
        clock.post(() -> {
            if (!ended) {
                sound.background(wanted, tones, this);
            }
        });
    }

    @Override
    public void sendKeys(List<DtmfTone> tones, Duration each) {
        if (each.compareTo(SHORTEST_KEY) < 0 || each.compareTo(LONGEST_KEY) > 0) {
            throw new IllegalArgumentException("A key lasts 50 ms to 8 s, not " + each);
        }
        queueKeys(tones, each, clock::post);
    }

    private void queueKeys(List<DtmfTone> tones, Duration each, Consumer<Runnable> to) {
        NegotiatedAudio audio = negotiated;
        boolean inband = audio != null && audio.telephoneEvent().isEmpty();
        int samples = (int) SampleRate.HZ_8000.samplesIn(each);
        for (DtmfTone tone : tones) {
            Segment sound = inband
                    ? Segment.of(new PlayItem.Tones(ToneScript.key(tone, (int) each.toMillis(), KeySender.GAP_MILLIS)))
                    : null;
            to.accept(() -> {
                if (!keys.offer(new KeySender.Key(tone, samples, sound))) {
                    LOG.warn("Stream {}: {} keys wait to be sent; one more is dropped", name, KeySender.MAX_WAITING);
                }
            });
        }
    }

    /** A key that a bridged stream has heard. On that stream's clock. */
    private void passKey(DtmfTone tone, Duration length) {
        Duration atLeast = length.compareTo(SHORTEST_KEY) < 0 ? SHORTEST_KEY : length;
        queueKeys(List.of(tone), atLeast.compareTo(LONGEST_KEY) > 0 ? LONGEST_KEY : atLeast, clock::pass);
    }

    @Override
    public void detectInband(InbandDetection mode) {
        clock.post(() -> receiver.detect(mode));
    }

    @Override
    public void onKey(Consumer<ReceivedKey> listener) {
        callbacks.offer(() -> keyInbox.listen(listener));
    }

    @Override
    public Recording record(RecordingRequest request, Consumer<RecordingEnd> onEnd) {
        RecordingFeed feed = new RecordingFeed(request, end -> callbacks.offer(() -> onEnd.accept(end)));
        if (closing.get()) {
            // The disk may be gone with the engine: the end is told here.
            feed.report(new RecordingEnd(request.file(), RecordingEnd.Reason.CLOSED, Duration.ZERO, 0));
            return feed;
        }
        disk.add(feed);
        clock.post(() -> {
            if (ended) {
                feed.end(RecordingEnd.Reason.CLOSED);
            } else {
                recordings.add(feed);
            }
        });
        return feed;
    }

    @Override
    public StreamStatistics statistics() {
        long last = receiver.lastPacketNanos;
        OptionalInt peerLost = reports.peerFractionLost();
        return new StreamStatistics(
                framesSent.get(),
                receiver.packets.get(),
                receiver.strangers.get(),
                receiver.malformed.get(),
                receiver.lost.get(),
                receiver.late.get(),
                receiver.duplicates.get(),
                SampleRate.HZ_8000.durationOf(receiver.jitterSamples),
                Optional.ofNullable(target),
                peerLost.isEmpty() ? Optional.empty() : Optional.of(peerLost.getAsInt() * 100 / 256.0),
                last == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, clock.nanos() - last))));
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                clock.post(this::leave);
            } catch (MediaException busy) {
                closing.set(false);
                throw busy;
            }
        }
    }

    /** Closes it on the clock, which must not wait for itself. */
    void fail() {
        if (closing.compareAndSet(false, true)) {
            closing.set(clock.pass(this::leave));
        }
    }

    /** One tick of 20 ms, on the clock. */
    void tick(long nanos) {
        boolean wanted = !taps.isEmpty() || !recordings.isEmpty() || sound.isEcho();
        boolean heardSound = receiver.tick(wanted, clock.heard);
        if (heardSound) {
            for (int i = 0; i < taps.size(); i++) {
                taps.get(i).offer(clock.heard);
            }
        }
        NegotiatedAudio audio = negotiated;
        boolean said = audio != null && speak(audio, heardSound);
        if (!recordings.isEmpty()) {
            record(audio, said);
        }
        sender.advance();
        sound.playbacks.reportFinished();
        if (audio != null) {
            reports.tick(audio, nanos);
        }
    }

    /** Sends this tick's packet, if there is one; whether {@code clock.codes} has sound that goes out. */
    private boolean speak(NegotiatedAudio audio, boolean heardSound) {
        InetSocketAddress to = receiver.latch.target();
        target = to;
        boolean sends = audio.direction().sends();
        if (keys.isSending(sender.timestamp())) {
            if (!keys.isInband()) {
                if (audio.telephoneEvent().isPresent() && sends && to != null) {
                    count(sender.key(to, audio.telephoneEvent().getAsInt(), keys));
                } else {
                    keys.skip();
                }
                return false;
            }
            keys.fillSound(clock.codes, audio.codec().law());
        } else if (!sound.fill(audio.codec().law(), heardSound)) {
            return false;
        }
        if (sends && to != null) {
            count(sender.audio(to, audio.payloadType(), clock.codes));
        }
        return sends;
    }

    private void record(@Nullable NegotiatedAudio audio, boolean said) {
        if (said && audio != null) {
            audio.codec().law().decode(clock.codes, 0, clock.said, 0, MediaClock.FRAME);
        } else {
            Arrays.fill(clock.said, (short) 0);
        }
        for (int i = recordings.size() - 1; i >= 0; i--) {
            RecordingFeed feed = recordings.get(i);
            if (!feed.frame(clock.heard, clock.said)) {
                recordings.remove(i);
            }
        }
    }

    private void count(boolean taken) {
        if (taken) {
            framesSent.add(1);
            clock.framesSent.add(1);
        } else {
            clock.sendFailures.add(1);
        }
    }

    private void report(MediaClock at, SocketAddress from, long nanos) {
        reports.received(at, from, nanos);
    }

    /** A key was heard; bridged streams hear of RFC 4733 keys, for in-band ones are in the sound anyway. */
    private void key(DtmfTone tone, Duration length, ReceivedKey.Source source) {
        ReceivedKey received = new ReceivedKey(tone, length, source, receiver.lastPacketNanos);
        if (!callbacks.offerKey(() -> keyInbox.key(received))) {
            clock.callbacksDropped.add(1);
        }
        if (source == ReceivedKey.Source.RTP) {
            for (BridgeTap tap : taps) {
                tap.to().passKey(tone, length);
            }
        }
    }

    /** Has a bridged stream hear this one. On that stream's clock. */
    void attach(BridgeTap tap) {
        clock.pass(() -> {
            if (!ended) {
                taps.add(tap);
            }
        });
    }

    /** As {@link #attach}. */
    void detach(BridgeTap tap) {
        clock.pass(() -> taps.remove(tap));
    }

    private void enter() {
        try {
            rtp.register(clock.selector());
            rtcp.register(clock.selector());
        } catch (IOException failed) {
            LOG.error("Stream {} cannot receive", name, failed);
        }
        clock.add(this);
    }

    private void leave() {
        if (ended) {
            return;
        }
        ended = true;
        sound.playbacks.endAll(PlaybackEnd.Reason.CLOSED);
        recordings.forEach(feed -> feed.end(RecordingEnd.Reason.CLOSED));
        recordings.clear();
        sound.unbridge();
        taps.clear();
        NegotiatedAudio audio = negotiated;
        if (audio != null) {
            reports.send(audio, clock.nanos(), true);
        }
        try {
            rtp.close();
            rtcp.close();
        } catch (IOException failed) {
            LOG.error("Stream {}: a socket could not be closed", name, failed);
        }
        clock.remove(this);
        onLeft.accept(this);
    }
}
