package org.belltower.server.freeswitch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.eventsocket.Backoff;
import org.belltower.eventsocket.CloseReason;
import org.belltower.eventsocket.ConnectionListener;
import org.belltower.eventsocket.EventSocketException;
import org.belltower.eventsocket.InboundClient;
import org.belltower.eventsocket.InboundSettings;
import org.belltower.server.EventSocketPassword;
import org.belltower.server.PlayableFolder;
import org.belltower.server.SwitchPrompts;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.server.doctor.Doctor;
import org.belltower.server.doctor.Finding;

/** Sets up a FreeSWITCH for this installation, and looks a running one over. <em>Stateless.</em> */
public final class SwitchSetup {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** A first connection that fails is tried again within this time: FreeSWITCH may still be starting. */
    private static final Duration UP = Duration.ofSeconds(10);

    private SwitchSetup() {}

    /**
     * What was written.
     *
     * @param files how many
     * @param eventSocketPassword the file that holds it
     * @param agentPasswords the file that holds them; empty where no phone may register
     * @param leftovers files of the folder that FreeSWITCH reads and that are not of this product, below the folder
     */
    public record Written(int files, Path eventSocketPassword, Optional<Path> agentPasswords, List<String> leftovers) {
        public Written {
            leftovers = List.copyOf(leftovers);
        }
    }

    /**
     * Writes a configuration folder.
     *
     * @param templates the folder of the templates
     * @throws UserError for what the operator can mend: a folder that cannot be written or that no switch can be told to play from
     */
    public static Written write(Configuration configuration, Path templates, Path folder) {
        Path out = PlayableFolder.require(folder);
        Path data = PlayableFolder.require(configuration.folders().data());
        SwitchPrompts prompts = SwitchPrompts.spoken(
                configuration, out, configuration.freeSwitch().fallback());
        SwitchFiles files = SwitchFiles.of(
                templates, configuration, EventSocketPassword.under(data), prompts.apology(), prompts.interrupted());
        files.writeTo(out);
        return new Written(
                files.files().size()
                        + prompts.apology().size()
                        + prompts.interrupted().size(),
                EventSocketPassword.file(data),
                configuration.freeSwitch().agents().isEmpty()
                        ? Optional.empty()
                        : Optional.of(data.resolve(AgentPasswords.FILE)),
                SwitchFiles.leftovers(templates, configuration, out));
    }

    /**
     * Looks over the FreeSWITCH whose Event Socket the configuration names.
     *
     * @param templates the folder of the templates, which list what the hotline uses
     * @throws UserError where the templates cannot be read
     */
    public static List<Finding> check(Configuration configuration, Path templates) {
        return check(configuration, templates, true);
    }

    /** @param reach whether it is also tried to have FreeSWITCH play and record */
    static List<Finding> check(Configuration configuration, Path templates, boolean reach) {
        Optional<String> password =
                EventSocketPassword.kept(configuration.folders().data());
        if (password.isEmpty()) {
            return List.of(Finding.missing(
                    "password",
                    "no Event Socket password was made yet",
                    "./ivr freeswitch config --out DIR makes one, and FreeSWITCH's configuration with it"));
        }
        Path modules = templates.resolve(SwitchFiles.MODULES);
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), configuration.freeSwitch().eventSocketPort());
        AtomicReference<String> reason = new AtomicReference<>("no answer");
        ConnectionListener why = new ConnectionListener() {
            @Override
            public void down(CloseReason closed) {
                reason.set(closed.toString());
            }
        };
        InboundSettings settings =
                InboundSettings.of(address, password.get(), List.of(), Backoff.of(new SecureRandom()));
        try (InboundClient client = InboundClient.open(settings, _ -> {}, why)) {
            if (!client.awaitUp(UP)) {
                return List.of(Finding.missing(
                        "Event Socket",
                        address + ": " + reason.get(),
                        "start FreeSWITCH with the folder that ./ivr freeswitch config wrote; the password is in "
                                + EventSocketPassword.file(
                                        configuration.folders().data())));
            }
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok("password", "is taken"));
            SwitchApi api = line -> client.api(line, ANSWER);
            findings.addAll(SwitchCheck.run(configuration, api, SwitchFiles.modules(templates, configuration)));
            findings.add(leftovers(templates, configuration, api));
            if (reach && Doctor.isHealthy(findings)) {
                findings.addAll(SwitchReach.run(
                        configuration.folders().data().toAbsolutePath().normalize(),
                        configuration.freeSwitch().address(),
                        configuration.freeSwitch().clips(),
                        api));
            }
            return List.copyOf(findings);
        } catch (EventSocketException e) {
            return List.of(Finding.missing(
                    "Event Socket", String.valueOf(e.getMessage()), "see FreeSWITCH's log, and ask again"));
        } catch (IOException e) {
            throw new UserError(
                    modules + " cannot be read (" + e.getMessage() + "); take it from the installation again", e);
        }
    }

    /** FreeSWITCH reads every file of its folders, those that its package brought too. */
    private static Finding leftovers(Path templates, Configuration configuration, SwitchApi api) {
        String subject = "other files";
        String folder = api.run("global_getvar conf_dir").strip();
        if (!folder.startsWith("/")) {
            return Finding.warning(
                    subject, "its configuration folder is not told", "see FreeSWITCH's log, and ask again");
        }
        if (!Files.isReadable(Path.of(folder))) {
            return Finding.warning(
                    subject, folder + " cannot be read here", "run this command as the user that FreeSWITCH runs as");
        }
        List<String> left = SwitchFiles.leftovers(templates, configuration, Path.of(folder));
        return left.isEmpty()
                ? Finding.ok(subject, "none in " + folder)
                : Finding.warning(
                        subject,
                        folder + " has " + String.join(", ", left),
                        "remove them and restart FreeSWITCH: it reads them, and what they open is open");
    }
}
