package org.belltower.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one way to PostgreSQL. It may be absent when this opens, go and come back: while it is away every request fails
 * at once with {@link DatabaseUnavailableException}, and a watch on its own thread notices the return, migrates and lets
 * requests through again. A request that meets the outage waits {@link #LONGEST_WAIT} at most.
 *
 * <p><i>Thread-safe.</i> Closed by its opener, after everybody who uses it; closing stops an embedded server.
 */
public final class Database implements AutoCloseable {
    /** Longest that a caller's request waits for a database that died under it. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration BULK_ANSWER = Duration.ofSeconds(60);
    private static final Duration BULK_STATEMENT = BULK_ANSWER.minusMillis(100);

    private final DatabaseServer server;
    private final ConnectionPool pool;
    private final Jdbi quick;
    private final Jdbi bulk;
    private final DatabaseWatch watch;

    private Database(DatabaseServer server, InstantSource clock, DatabaseWaits waits) {
        this.server = server;
        PGSimpleDataSource brief = dataSource(server, waits.connect(), waits.statement(), waits.answer());
        this.pool = new ConnectionPool(brief, waits.pool());
        this.quick = discreet(Jdbi.create(pool));
        PGSimpleDataSource unpooled = dataSource(server, waits.connect(), BULK_STATEMENT, BULK_ANSWER);
        unpooled.setReWriteBatchedInserts(true);
        this.bulk = discreet(Jdbi.create(unpooled));
        this.watch = new DatabaseWatch(server, brief, waits.connect(), unpooled, pool, clock);
    }

    /** As {@link #open(DatabaseSettings, InstantSource)}, on the system's clock. */
    public static Database open(DatabaseSettings settings) {
        return open(settings, InstantSource.system());
    }

    /**
     * Starts the embedded server where settings ask for it, then looks once for the database. Returns also when an
     * external one does not answer.
     *
     * @throws StoreException if the embedded server does not start
     */
    public static Database open(DatabaseSettings settings, InstantSource clock) {
        return open(settings, clock, DatabaseWaits.DEFAULT);
    }

    static Database open(DatabaseSettings settings, InstantSource clock, DatabaseWaits waits) {
        DatabaseServer server = switch (settings) {
            case DatabaseSettings.Embedded embedded -> EmbeddedServer.start(embedded.directory());
            case DatabaseSettings.External external -> new ExternalServer(external);
        };
        Database database = new Database(server, clock, waits);
        database.watch.start();
        return database;
    }

    /** Exceptions are logged, and what a caller keyed is among the values of statements: exceptions do not name values. */
    private static Jdbi discreet(Jdbi jdbi) {
        jdbi.configure(
                StatementExceptions.class,
                exceptions -> exceptions.setMessageRendering(StatementExceptions.MessageRendering.NONE));
        return jdbi;
    }

    private static PGSimpleDataSource dataSource(
            DatabaseServer server, Duration connect, Duration statement, Duration answer) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        source.setApplicationName("belltower");
        // Details of PostgreSQL's errors quote rows.
        source.setLogServerErrorDetail(false);
        source.setConnectTimeout((int) connect.toSeconds());
        source.setSocketTimeout((int) answer.toSeconds());
        // The server gives up first: a slow statement must not look like a lost connection.
        source.setOptions("-c statement_timeout=" + statement.toMillis());
        return source;
    }

    public DatabaseState state() {
        return watch.state();
    }

    /** Waits until the database answers; {@code false} if it did not within {@code atMost}. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return watch.awaitReady(atMost);
    }

    /** For display: where the database is, without credentials. */
    public String location() {
        return server.jdbcUrl().replaceAll("\\?.*", "");
    }

    public Customers customers() {
        return new Customers(this);
    }

    /** Counted under the pseudonyms of this installation. */
    public LoginAttempts loginAttempts(AccountPseudonyms pseudonyms) {
        return new LoginAttempts(this, pseudonyms);
    }

    public Plans plans() {
        return new Plans(this);
    }

    public Holdings holdings() {
        return new Holdings(this);
    }

    public NetValues netValues() {
        return new NetValues(this);
    }

    public Calls calls() {
        return new Calls(this);
    }

    /**
     * Work that a caller waits for, in one transaction on a pooled connection.
     *
     * @throws DatabaseUnavailableException within {@link #LONGEST_WAIT} if the database is away, does not answer, or cannot do
     *     this now (a full disk, a missing right)
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        return run(quick, work);
    }

    /**
     * Work that nobody on a line waits for (imports, the drainer), in one transaction on a connection of its own, each
     * statement limited to a minute.
     */
    public <T> T inBulkTransaction(Function<Handle, T> work) {
        return run(bulk, work);
    }

    private <T> T run(Jdbi jdbi, Function<Handle, T> work) {
        if (watch.state() instanceof DatabaseState.Unavailable away) {
            throw new DatabaseUnavailableException("database away since " + away.since() + ": " + away.reason());
        }
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw translate(e);
        }
    }

    private StoreException translate(JdbiException e) {
        return switch (ConnectionFailure.of(e)) {
            case GONE -> {
                watch.lost(e);
                yield new DatabaseUnavailableException("database went away: " + ConnectionFailure.reason(e), e);
            }
            case READS_ONLY -> {
                pool.leadElsewhere();
                yield notNow(e);
            }
            case NOT_NOW -> notNow(e);
            case TOO_SLOW ->
                new DatabaseUnavailableException("database did not answer in time: " + ConnectionFailure.reason(e), e);
            case NONE -> new StoreException("database refused: " + ConnectionFailure.reason(e), e);
        };
    }

    /** What fails here may work elsewhere: reads go on while nothing can be written. */
    private static DatabaseUnavailableException notNow(JdbiException e) {
        return new DatabaseUnavailableException("database cannot do this now: " + ConnectionFailure.reason(e), e);
    }

    @Override
    public void close() {
        watch.close();
        pool.close();
        server.close();
    }
}
