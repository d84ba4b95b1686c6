package org.belltower.hotline;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.store.Customer;
import org.belltower.store.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one call may ask. Holds who has logged in: services answer about this customer and no other, whatever a document
 * asks. <i>Thread-safe</i>: one request of a call runs at a time, on a thread beside the call's; one that a hang-up left behind may
 * end after the session is closed, and changes nothing then. Closed with the call.
 */
public final class HotlineSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HotlineSession.class);

    private final HotlineServices services;
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by lock.
    private Optional<Customer> customer = Optional.empty();
    private boolean closed;

    HotlineSession(HotlineServices services) {
        this.services = services;
    }

    /**
     * Answers {@code hotline:NAME} with parameters; a database that is away is the answer
     * <code>{"outcome":"unavailable"}</code>, within two seconds. So is a failure that nobody expected: the caller hears an
     * apology and stays on the line.
     */
    public HotlineReply call(String name, Map<String, String> parameters) {
        Optional<HotlineService> service = services.find(name);
        if (service.isEmpty()) {
            return new HotlineReply.NoSuchService("no service 'hotline:" + name + "'; there are " + services.names());
        }
        try {
            return service.get().answer(new HotlineRequest(this, parameters)).reply();
        } catch (BadRequestException e) {
            return new HotlineReply.BadRequest("hotline:" + name + ": " + e.getMessage());
        } catch (DatabaseUnavailableException e) {
            LOG.warn("hotline:{} cannot answer: {}", name, e.getMessage());
            return ServiceAnswer.of("unavailable").reply();
        } catch (RuntimeException e) {
            // The log knows the call. It does not learn the parameters, there is a PIN among them: what the database
            // room
            // throws names statements without their values.
            LOG.error("hotline:{} failed unexpectedly; the caller hears that it is unavailable", name, e);
            return ServiceAnswer.of("unavailable").reply();
        }
    }

    Optional<Customer> customer() {
        lock.lock();
        try {
            return customer;
        } finally {
            lock.unlock();
        }
    }

    /** Who has logged in, for a journal that another session of the same call goes on from. */
    public Optional<Customer> loggedInCustomer() {
        return customer();
    }

    /** The call goes on that a session of another process has had, where this customer had logged in. */
    public void resume(Customer who) {
        loggedIn(who);
    }

    /** Nobody is logged in where the session is closed: the call that keyed the PIN has ended. */
    void loggedIn(Customer who) {
        become(Optional.of(who));
    }

    void loggedOut() {
        become(Optional.empty());
    }

    private void become(Optional<Customer> next) {
        lock.lock();
        try {
            customer = closed ? Optional.empty() : next;
        } finally {
            lock.unlock();
        }
    }

    /** For good. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            customer = Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
