package org.belltower.server.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.belltower.hotline.DemoData;
import org.belltower.hotline.HotlineException;
import org.belltower.server.Belltower;
import org.belltower.server.UserError;
import org.belltower.server.application.VoiceApplication;
import org.belltower.server.config.Configuration;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ivr run}: the server, until it is told to stop. Confined to the main thread. */
@Command(
        name = "run",
        description = {
            "Start the server: embedded switch, database and applications.",
            "Ctrl-C takes no new calls, waits for those in progress (30 s by default) and stops."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Option(
            names = "--demo-data",
            description = "Load the invented customers and figures of the demo; refused where there are others.")
    private boolean demoData;

    private RunCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Configuration settings = configuration.load();
        long begin = System.nanoTime();
        try (StopSignal stop = StopSignal.install();
                Belltower belltower = Belltower.start(settings, InstantSource.system())) {
            if (demoData) {
                loadDemo(belltower.database(), settings);
            }
            print(belltower, out, Duration.ofNanos(System.nanoTime() - begin));
            stop.await();
            Duration atMost = settings.limits().drain();
            out.printf("stopping: no new calls, up to %d s for those in progress%n", atMost.toSeconds());
            out.println(belltower.drain(atMost) ? "no calls are left" : "calls that were still in progress are ended");
        }
        return 0;
    }

    /** The database is whatever the settings name: real customers are left alone. */
    private static void loadDemo(Database database, Configuration settings) {
        try {
            DemoData.load(database, InstantSource.system());
            DemoData.unlock(
                    database.loginAttempts(
                            AccountPseudonyms.under(settings.folders().data())),
                    Instant.now());
        } catch (HotlineException | StoreException e) {
            throw new UserError(
                    "no demo data at " + database.location() + ": " + e.getMessage()
                            + ". Start without --demo-data, or let 'database' in ivr.yaml name another one",
                    e);
        }
    }

    private static void print(Belltower belltower, PrintWriter out, Duration took) {
        out.printf("Belltower is ready after %d.%03d s%n", took.toSeconds(), took.toMillisPart());
        belltower.embeddedSwitch().ifPresent(running -> {
            out.printf(
                    "  SIP            %s:%d  (UDP and TCP)%n",
                    host(belltower), running.sipAddress().getPort());
            out.printf(
                    "  RTP            %s:%d-%d%n",
                    host(belltower),
                    belltower.configuration().embeddedSwitch().firstRtpPort(),
                    belltower.configuration().embeddedSwitch().lastRtpPort());
            out.printf(
                    "  Event Socket   127.0.0.1:%d  (the switch, inbound)%n",
                    running.eventSocketAddress().getPort());
        });
        out.printf(
                "  Event Socket   %s:%d  (calls from the switch)%n",
                belltower.callAddress().getAddress().getHostAddress(),
                belltower.callAddress().getPort());
        belltower
                .webAddress()
                .ifPresent(web -> out.printf(
                        "  web            http://%s:%d/metrics and /health%n",
                        web.getAddress().getHostAddress(), web.getPort()));
        out.printf("  database       %s%n", belltower.database().location());
        belltower.applications().forEach((number, application) -> out.printf("  %s%n", describe(number, application)));
        if (!belltower.problems().isEmpty()) {
            out.println("To mend:");
            belltower.problems().forEach(problem -> out.printf("  %s%n", problem));
        }
        out.println("Stop with Ctrl-C.");
    }

    private static String host(Belltower belltower) {
        return belltower.configuration().embeddedSwitch().address().getHostAddress();
    }

    private static String describe(String number, VoiceApplication application) {
        return switch (application) {
            case VoiceApplication.Ready ready -> "number %-8s runs %s".formatted(number, ready.name());
            case VoiceApplication.Broken broken ->
                "number %-8s apologises: the application %s is broken".formatted(number, broken.name());
        };
    }
}
