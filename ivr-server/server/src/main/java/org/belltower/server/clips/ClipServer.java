package org.belltower.server.clips;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.prompt.PlaylistItem;
import org.belltower.server.HttpListener;
import org.belltower.server.UserError;
import org.belltower.telephony.PlaybackArgument;
import org.belltower.telephony.PlaylistSound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a FreeSWITCH on another machine what it is to play. <em>Thread-safe.</em> Whoever opens it closes it.
 *
 * <p>Each playback is one WAV file, made when it is asked for of all the clips and silences that it plays: nothing can come between two
 * of them, and where one clip is gone there is no file, so that half a figure is never heard. The switch is told to keep no copy of it. There is no path but the names of
 * {@link ClipOffers}, no listing, and nothing but {@code GET} and {@code HEAD}. Spec: RFC 9110, RFC 9111; FreeSWITCH mod_httapi.
 */
public final class ClipServer implements AutoCloseable, PlaybackArgument {
    private static final Logger LOG = LoggerFactory.getLogger(ClipServer.class);
    /** A tenth of a second of silence, for whoever wants to know whether a switch gets here. */
    private static final String PROBE = "/probe.wav";

    private static final Pcm SILENCE = Pcm.silence(Duration.ofMillis(100), SampleRate.HZ_8000);
    private static final Pattern PATH = Pattern.compile("/([0-9a-f]{32})\\.wav");
    /** Files in memory at a time; the others wait. */
    private static final int AT_ONCE = 32;

    private static final Duration PLACE = Duration.ofSeconds(1);
    private static final int MADE_BYTES = 64 * 1024;
    /** How mod_httapi is told to fetch without asking for the headers first, since it never has what it is told to play. */
    private static final String FETCH = "http://(nohead=true)%s%s";

    private final HttpServer server;
    private final ExecutorService threads;
    private final ClipOffers offers;
    private final String place;
    private final Semaphore places = new Semaphore(AT_ONCE);

    private ClipServer(HttpServer server, ClipOffers offers, String place) {
        this.server = server;
        this.offers = offers;
        this.place = place;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("clips-", 0).factory());
    }

    /**
     * Listens.
     *
     * @param place {@code HOST:PORT} of this machine, as the switch names it
     * @throws UserError where that is no free port of this machine
     */
    public static ClipServer open(String place, InstantSource clock) {
        InetSocketAddress address = address(place);
        try {
            if (address.isUnresolved()) {
                throw new IOException("no address is known for " + address.getHostString());
            }
            HttpServer server = HttpListener.open(address);
            ClipServer clips = new ClipServer(server, new ClipOffers(clock), place);
            server.createContext("/", clips::handle);
            server.setExecutor(clips.threads);
            server.start();
            return clips;
        } catch (IOException e) {
            throw new UserError(
                    "cannot offer clips on TCP " + place + ": " + e.getMessage()
                            + "; set 'freeswitch: clips:' in ivr.yaml to a free port of an address of this machine",
                    e);
        }
    }

    /**
     * Where a server listens that offers clips at this place.
     *
     * @param place {@code HOST:PORT}
     */
    public static InetSocketAddress address(String place) {
        int colon = place.lastIndexOf(':');
        return new InetSocketAddress(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
    }

    @Override
    public String of(List<PlaylistItem> sounds) {
        return FETCH.formatted(place, "/" + offers.tell(sounds) + ".wav");
    }

    /** What a switch plays to find out whether it reaches the server that offers clips at this place. */
    public static String probe(String place) {
        return FETCH.formatted(place, PROBE);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
            } else if (!places.tryAcquire(PLACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("more than {} clips are fetched at a time; one was refused", AT_ONCE);
                exchange.sendResponseHeaders(503, -1);
            } else {
                try {
                    answer(exchange);
                } finally {
                    places.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        // The raw request: what is written in another way than we tell it is nothing of ours.
        String raw = exchange.getRequestURI().toString();
        Matcher path = PATH.matcher(raw);
        Optional<List<PlaylistItem>> sounds = path.matches() ? offers.named(path.group(1)) : Optional.empty();
        Optional<Pcm> sound = raw.equals(PROBE) ? Optional.of(SILENCE) : sounds.flatMap(PlaylistSound::of);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (sound.isPresent()) {
            send(exchange, sound.get());
            return;
        }
        String from = exchange.getRemoteAddress().getAddress().getHostAddress();
        if (sounds.isPresent()) {
            LOG.warn("{} asked for what is not there any more", from);
        } else {
            // Whoever reaches the port can ask for anything, as often as he likes.
            LOG.debug("{} asked for what is not offered", from);
        }
        exchange.sendResponseHeaders(404, -1);
    }

    private static void send(HttpExchange exchange, Pcm sound) throws IOException {
        var wav = new ByteArrayOutputStream(MADE_BYTES);
        Wav.write(wav, sound);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "audio/wav");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(wav.size()));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, wav.size());
            try {
                wav.writeTo(exchange.getResponseBody());
            } catch (IOException broken) {
                LOG.warn(
                        "{} broke off while it fetched {} bytes; FreeSWITCH plays what it has of them",
                        exchange.getRemoteAddress().getAddress().getHostAddress(),
                        wav.size());
                throw broken;
            }
        }
    }

    /** Ends requests in progress. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
