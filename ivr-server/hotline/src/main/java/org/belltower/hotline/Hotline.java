package org.belltower.hotline;

import java.time.InstantSource;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;

/** The services behind {@code hotline:NAME}. <i>Thread-safe.</i> One for the server; each call takes a session. */
public final class Hotline {
    private final HotlineServices services;

    public Hotline(Database database, AccountPseudonyms pseudonyms, LockPolicy lock, InstantSource clock) {
        this(HotlineServices.standard(database, new Accounts(database, pseudonyms, PinHasher.DEFAULT, lock, clock)));
    }

    Hotline(HotlineServices services) {
        this.services = services;
    }

    /** For one call; closed with it. */
    public HotlineSession newSession() {
        return new HotlineSession(services);
    }
}
