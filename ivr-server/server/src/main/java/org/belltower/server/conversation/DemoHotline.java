package org.belltower.server.conversation;

import java.nio.file.Path;
import java.time.InstantSource;
import org.belltower.hotline.DemoData;
import org.belltower.hotline.Hotline;
import org.belltower.hotline.HotlineSession;
import org.belltower.hotline.LockPolicy;
import org.belltower.server.call.HotlineFetcher;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.DatabaseSettings;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.ResourceFetcher;

/** The business services over the demo's customers and figures, for one call. Confined to it; whoever opens it closes it. */
public final class DemoHotline implements ResourceFetcher, AutoCloseable {
    private final Database database;
    private final HotlineSession session;
    private final HotlineFetcher fetcher;

    private DemoHotline(Database database, HotlineSession session) {
        this.database = database;
        this.session = session;
        this.fetcher = new HotlineFetcher(session, (service, outcome) -> {});
    }

    /**
     * Starts an embedded database and fills it.
     *
     * @param data the database's folder; it belongs to this process while it is open
     */
    public static DemoHotline open(Path data) {
        Path folder = data.toAbsolutePath();
        InstantSource clock = InstantSource.system();
        Database database = Database.open(new DatabaseSettings.Embedded(folder.resolve("postgresql")), clock);
        try {
            DemoData.load(database, clock);
            var hotline = new Hotline(database, AccountPseudonyms.under(folder), LockPolicy.DEFAULT, clock);
            return new DemoHotline(database, hotline.newSession());
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        return fetcher.fetch(request);
    }

    @Override
    public void close() {
        session.close();
        database.close();
    }
}
