package org.belltower.store;

/** Who serves the database: this process or somebody else. */
interface DatabaseServer extends AutoCloseable {
    String jdbcUrl();

    String user();

    String password();

    /**
     * Called by the watch while the database does not answer.
     *
     * @throws StoreException if it could be revived by this process and was not
     */
    void revive();

    @Override
    void close();
}
