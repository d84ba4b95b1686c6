package org.belltower.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.ConfigurationFile;
import org.belltower.server.doctor.Doctor;
import org.belltower.server.freeswitch.SwitchFiles;
import org.belltower.server.freeswitch.SwitchSetup;

/**
 * A switch that answers with {@link LoadMenu}, with or without a server behind it, each in a process of its own. <i>Confined to one
 * thread.</i> Closing ends the processes.
 */
final class LoadedSwitch implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration IDLE_AT_LAST = Duration.ofMinutes(6);
    private static final Duration LOOK = Duration.ofSeconds(3);
    /** Of a core. */
    private static final double IDLE_SHARE = 0.1;

    private static final int MOST_CALLS = 2000;

    /** What can be loaded. */
    enum Setup {
        /** FreeSWITCH's own application {@code ivr}, without a server. */
        FREESWITCH_IVR("FreeSWITCH's own ivr", true),
        /** FreeSWITCH and the server. */
        FREESWITCH("FreeSWITCH and server", true),
        /** The embedded switch and the server, a process each, over the Event Socket as with FreeSWITCH. */
        EMBEDDED("embedded switch and server", false),
        /** {@code ./ivr run} as it is: both in one process. */
        ONE_PROCESS("both in one process", false);

        private final String title;
        private final boolean freeSwitch;

        Setup(String title, boolean freeSwitch) {
            this.title = title;
            this.freeSwitch = freeSwitch;
        }

        String title() {
            return title;
        }

        boolean needsFreeSwitch() {
            return freeSwitch;
        }
    }

    private final InetSocketAddress sip;
    private final String number;
    private final SequencedMap<String, Long> processes;
    private final Deque<Started> opened;

    /** What has to be stopped again. */
    private interface Started {
        void close() throws InterruptedException;
    }

    private LoadedSwitch(int sipPort, String number, SequencedMap<String, Long> processes, Deque<Started> opened) {
        this.sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort);
        this.number = number;
        this.processes = processes;
        this.opened = opened;
    }

    /** The program that {@code FREESWITCH_HOME} names. */
    static Optional<Path> freeSwitch() {
        return Optional.ofNullable(System.getenv("FREESWITCH_HOME"))
                .map(home -> Path.of(home, "bin", "freeswitch"))
                .filter(Files::isExecutable);
    }

    /** Starts it and waits until it takes calls. */
    static LoadedSwitch start(Setup setup, Workbench bench, Path folder) throws InterruptedException {
        var opened = new ArrayDeque<Started>();
        var processes = new LinkedHashMap<String, Long>();
        LoadMenu menu = LoadMenu.under(folder);
        boolean started = false;
        try {
            int sip = SipPort.free();
            int calls = SipPort.free();
            int events = SipPort.free();
            Path data = Files.createDirectories(folder.resolve("data"));
            String number = LoadMenu.NUMBER;
            switch (setup) {
                case FREESWITCH_IVR -> {
                    processes.put("switch", freeSwitch(bench, folder, menu, data, sip, calls, events, opened));
                    number = LoadMenu.IVR_NUMBER;
                }
                case FREESWITCH -> {
                    String asked = "switches: [\"127.0.0.1:" + events + "\"]";
                    long server = server(bench, menu, data, "enabled: false", asked, sip, calls, opened);
                    processes.put("switch", freeSwitch(bench, folder, menu, data, sip, calls, events, opened));
                    processes.put("server", server);
                }
                case EMBEDDED -> {
                    long server = server(bench, menu, data, "enabled: false", "switches: []", sip, calls, opened);
                    processes.put("switch", embeddedSwitch(folder, sip, calls, opened));
                    processes.put("server", server);
                }
                case ONE_PROCESS -> {
                    String port = "sip-port: " + sip + "\n  event-socket-port: 0";
                    processes.put(
                            "switch and server", server(bench, menu, data, port, "switches: []", sip, calls, opened));
                }
            }
            var ready = new LoadedSwitch(sip, number, processes, opened);
            started = true;
            return ready;
        } catch (IOException e) {
            throw new BenchException(setup.title() + " cannot be started: " + e.getMessage(), e);
        } finally {
            if (!started) {
                close(opened);
            }
        }
    }

    InetSocketAddress sip() {
        return sip;
    }

    /** What to dial. */
    String number() {
        return number;
    }

    /** What is measured, with the id of its process. */
    SequencedMap<String, Long> processes() {
        return processes;
    }

    private static long server(
            Workbench bench,
            LoadMenu menu,
            Path data,
            String own,
            String asked,
            int sip,
            int calls,
            Deque<Started> opened)
            throws InterruptedException {
        String configuration = """
                embedded-switch:
                  %s
                event-socket:
                  port: %d
                  %s
                folders:
                  voice-apps: %s
                  data: %s
                limits:
                  calls: %d
                  drain: 2s
                %s""".formatted(own, calls, asked, menu.applications(), data, MOST_CALLS, menu.hotlines());
        ServerProcess server = ServerProcess.start(bench, data, sip, configuration, List.of());
        opened.push(server::close);
        server.awaitReady(READY);
        bench.note("waiting for the server to have spoken its prompts");
        awaitIdle(server.pid());
        return server.pid();
    }

    /** A server that has just started speaks the prompts of the catalogue beforehand, which is no cost of calls. */
    private static void awaitIdle(long pid) throws InterruptedException {
        long deadline = System.nanoTime() + IDLE_AT_LAST.toNanos();
        long ticks;
        do {
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("the server is at work " + IDLE_AT_LAST.toSeconds() + " s after its start");
            }
            ticks = ProcessUse.of(pid).ticks();
            Await.pass(LOOK);
        } while (ProcessUse.of(pid).ticks() - ticks > IDLE_SHARE * ProcessUse.A_SECOND * LOOK.toSeconds());
    }

    private static long embeddedSwitch(Path folder, int sip, int calls, Deque<Started> opened)
            throws IOException, InterruptedException {
        Path said = folder.resolve("switch.out");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-Divr.log=" + folder.resolve("switch.log")));
        command.addAll(options("IVR_SWITCH_OPTIONS"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SwitchMain.class.getName()));
        command.addAll(List.of(
                Integer.toString(sip),
                Integer.toString(calls),
                UUID.randomUUID().toString()));
        Process process = start(command, said);
        opened.push(() -> stop(process, "the embedded switch"));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), sip);
        SipPort.awaitBound(address, "the embedded switch (see " + said + ")", READY, () -> checkAlive(process, said));
        return process.pid();
    }

    private static List<String> options(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(text -> !text.isBlank())
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
    }

    private static long freeSwitch(
            Workbench bench,
            Path folder,
            LoadMenu menu,
            Path data,
            int sip,
            int calls,
            int events,
            Deque<Started> opened)
            throws IOException, InterruptedException {
        Path program = freeSwitch().orElseThrow(() -> new BenchException("FREESWITCH_HOME names no FreeSWITCH"));
        Path file = Files.writeString(folder.resolve("freeswitch.yaml"), """
                embedded-switch:
                  enabled: false
                freeswitch:
                  trunk-port: %d
                  agents-port: %d
                  first-rtp-port: 16384
                  last-rtp-port: 32767
                  event-socket-port: %d
                  servers: ["127.0.0.1:%d"]
                  fallback: ["hangup NORMAL_TEMPORARY_FAILURE"]
                folders:
                  data: %s
                limits:
                  calls: %d
                %s""".formatted(
                        sip, apartFrom(sip), events, calls, data, MOST_CALLS, menu.hotlines()));
        Configuration configuration = ConfigurationFile.load(bench.home(), Optional.of(file));
        Path templates = bench.home().resolve(SwitchFiles.TEMPLATES);
        Path conf = folder.resolve("conf");
        SwitchSetup.write(configuration, templates, conf);
        menu.addTo(conf);
        var command = new ArrayList<>(List.of(program.toString(), "-nonat", "-nf", "-nc", "-conf", conf.toString()));
        for (String name : List.of("log", "db", "run", "temp")) {
            command.addAll(List.of(
                    "-" + name, Files.createDirectories(folder.resolve(name)).toString()));
        }
        Path said = folder.resolve("freeswitch.out");
        Process process = start(command, said);
        opened.push(() -> stop(process, "FreeSWITCH"));
        Await.until("FreeSWITCH takes calls; see " + said, READY, () -> {
            checkAlive(process, said);
            return Doctor.isHealthy(SwitchSetup.check(configuration, templates));
        });
        return process.pid();
    }

    /** A SIP port has its TLS at the port above. */
    private static int apartFrom(int port) {
        int other = SipPort.free();
        while (Math.abs(other - port) < 2) {
            other = SipPort.free();
        }
        return other;
    }

    private static Process start(List<String> command, Path said) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private static void checkAlive(Process process, Path said) {
        if (!process.isAlive()) {
            throw new BenchException("the switch has ended; see " + said);
        }
    }

    private static void stop(Process process, String name) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new BenchException(name + " did not stop within " + STOP.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        close(opened);
    }

    private static void close(Deque<Started> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
