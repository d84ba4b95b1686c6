package org.belltower.server.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.server.LoneSwitch;
import org.belltower.server.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ivr switch}: the embedded switch without a server. Confined to the main thread. */
@Command(
        name = "switch",
        description = {
            "Start the embedded switch alone, beside a server that has none.",
            "The server on this machine has 'embedded-switch: enabled: false'. Calls outlive its process, which goes on with",
            "them when it is back."
        })
final class SwitchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    private SwitchCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Configuration settings = configuration.load();
        try (StopSignal stop = StopSignal.install();
                EmbeddedSwitch running = LoneSwitch.open(settings, InstantSource.system())) {
            out.printf(
                    "The switch is ready%n  SIP            %s:%d  (UDP and TCP)%n  Event Socket   127.0.0.1:%d%n",
                    settings.embeddedSwitch().address().getHostAddress(),
                    running.sipAddress().getPort(),
                    running.eventSocketAddress().getPort());
            out.println("Stop with Ctrl-C.");
            out.flush();
            stop.await();
            out.println(running.drain(settings.limits().drain()) ? "no calls are left" : "calls are ended");
        }
        return 0;
    }
}
