package org.belltower.server.command;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.belltower.server.OperatorDatabase;
import org.belltower.server.UserError;
import org.belltower.server.config.Configuration;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.LoginAttempts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ivr unlock}: lifts the lock of an account. Confined to the main thread. */
@Command(
        name = "unlock",
        description = {
            "Unlock an account that too many wrong PINs have locked, and forget its failed log-ins.",
            "Works beside the running server, as the user that runs it. The next call can log in at once."
        })
final class UnlockCommand implements Runnable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "ACCOUNT", description = "The customer's account number.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String account;

    private UnlockCommand() {}

    @Override
    public void run() {
        Configuration loaded = configuration.load();
        spec.commandLine().getOut().println(unlock(loaded));
    }

    private String unlock(Configuration loaded) {
        try (Database database = OperatorDatabase.open(loaded)) {
            if (database.customers().credentials(account).isEmpty()) {
                // Not what was typed: it may be a PIN in the wrong place, and the line may be logged.
                throw new UserError("no customer has this account number; nothing was changed");
            }
            Instant now = InstantSource.system().instant();
            return AccountPseudonyms.keptUnder(loaded.folders().data())
                    .map(pseudonyms -> told(database.loginAttempts(pseudonyms).unlock(account, now)))
                    .orElseThrow(() -> new UserError("there is no " + AccountPseudonyms.FILE + " under "
                            + loaded.folders().data()
                            + ", so no log-ins are counted here; run this where the server runs"));
        }
    }

    private String told(LoginAttempts.Standing before) {
        return switch (before) {
            case LoginAttempts.Standing.Locked(Instant until) ->
                "account %s is unlocked; it was locked until %s".formatted(account, TIME.format(until));
            case LoginAttempts.Standing.Open(int failed)
            when failed > 0 ->
                "account %s was not locked; its failed log-ins (%d) are forgotten".formatted(account, failed);
            case LoginAttempts.Standing.Open _ ->
                "account %s was not locked and has no failed log-ins; nothing was changed".formatted(account);
        };
    }
}
