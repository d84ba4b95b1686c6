package org.belltower.store;

/** A PostgreSQL run by somebody else: nothing to start, revive or stop. <i>Immutable.</i> */
record ExternalServer(DatabaseSettings.External settings) implements DatabaseServer {
    @Override
    public String jdbcUrl() {
        return settings.jdbcUrl();
    }

    @Override
    public String user() {
        return settings.user();
    }

    @Override
    public String password() {
        return settings.password();
    }

    @Override
    public void revive() {}

    @Override
    public void close() {}
}
