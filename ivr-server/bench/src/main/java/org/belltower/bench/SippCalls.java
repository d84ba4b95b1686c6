package org.belltower.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * sipp, which places calls whose audio goes to ports of this process and lets them stand until it is closed; then it hangs up.
 * <i>Confined to one thread.</i>
 */
final class SippCalls implements AutoCloseable {
    private static final Duration HANG_UP = Duration.ofSeconds(30);
    private static final String SCENARIO = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scenario name="calls that stand">
              <send retrans="500">
                <![CDATA[
                  INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
                  Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
                  From: <sip:bench@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
                  To: <sip:[service]@[remote_ip]:[remote_port]>
                  Call-ID: [call_id]
                  CSeq: 1 INVITE
                  Contact: <sip:bench@[local_ip]:[local_port]>
                  Max-Forwards: 70
                  Content-Type: application/sdp
                  Content-Length: [len]

                  v=0
                  o=sipp 53655765 2353687637 IN IP4 [local_ip]
                  s=-
                  c=IN IP4 [local_ip]
                  t=0 0
                  m=audio [field0] RTP/AVP 8 101
                  a=rtpmap:8 PCMA/8000
                  a=rtpmap:101 telephone-event/8000
                  a=fmtp:101 0-15
                  a=ptime:20
                ]]>
              </send>
              <recv response="100" optional="true"/>
              <recv response="180" optional="true"/>
              <recv response="183" optional="true"/>
              <recv response="200" rrs="true"/>
              <send>
                <![CDATA[
                  ACK [next_url] SIP/2.0
                  Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
                  From: <sip:bench@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
                  To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
                  Call-ID: [call_id]
                  CSeq: 1 ACK
                  Contact: <sip:bench@[local_ip]:[local_port]>
                  Max-Forwards: 70
                  Content-Length: 0

                ]]>
              </send>
              <pause milliseconds="3600000"/>
            </scenario>
            """;

    private final Process process;

    private SippCalls(Process process) {
        this.process = process;
    }

    /**
     * Begins to dial and returns at once.
     *
     * @param folder for its scenario and what it says
     * @param ports where the audio of each call goes; as many calls are placed
     * @param aSecond new calls
     */
    static SippCalls dial(Path folder, InetSocketAddress sip, String number, List<Integer> ports, int aSecond) {
        try {
            Path scenario = Files.writeString(folder.resolve("calls.xml"), SCENARIO);
            String name = "sipp-" + ports.getFirst();
            Path audio = Files.writeString(
                    folder.resolve(name + ".csv"),
                    ports.stream().map(String::valueOf).collect(Collectors.joining("\n", "SEQUENTIAL\n", "\n")));
            String calls = Integer.toString(ports.size());
            var command = new ArrayList<>(List.of("sipp", sip.getAddress().getHostAddress() + ":" + sip.getPort()));
            command.addAll(List.of("-sf", scenario.toString(), "-inf", audio.toString(), "-s", number));
            command.addAll(List.of("-i", "127.0.0.1", "-mi", "127.0.0.1", "-m", calls, "-l", calls));
            // Its watchdog gives a machine up that keeps it waiting often.
            command.addAll(List.of("-r", Integer.toString(aSecond), "-nostdin", "-watchdog_interval", "0"));
            return new SippCalls(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".out").toFile())
                    .start());
        } catch (IOException e) {
            throw new BenchException("sipp cannot be started: " + e.getMessage() + "; apt-get install sip-tester", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Told twice to end (SIGUSR1), sipp hangs up every call. */
    @Override
    public void close() {
        try {
            for (int i = 0; i < 2 && process.isAlive(); i++) {
                new ProcessBuilder("kill", "-USR1", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
            if (!process.waitFor(HANG_UP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw new BenchException("sipp cannot be told to hang up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
