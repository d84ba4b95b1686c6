package org.belltower.hotline;

import java.util.Map;
import java.util.Optional;
import org.belltower.store.Customer;
import org.belltower.store.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one call may ask. Holds who has logged in: services answer about this customer and no other, whatever a document
 * asks. <i>Confined to the call's thread.</i> Closed with the call.
 */
public final class HotlineSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HotlineSession.class);

    private final HotlineServices services;
    private Optional<Customer> customer = Optional.empty();

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
            return new HotlineReply.Answered(
                    service.get().answer(new HotlineRequest(this, parameters)).json());
        } catch (BadRequestException e) {
            return new HotlineReply.BadRequest("hotline:" + name + ": " + e.getMessage());
        } catch (DatabaseUnavailableException e) {
            LOG.warn("hotline:{} cannot answer: {}", name, e.getMessage());
            return new HotlineReply.Answered(ServiceAnswer.of("unavailable").json());
        } catch (RuntimeException e) {
            // The log knows the call. It does not learn the parameters, there is a PIN among them: what the database
            // room
            // throws names statements without their values.
            LOG.error("hotline:{} failed unexpectedly; the caller hears that it is unavailable", name, e);
            return new HotlineReply.Answered(ServiceAnswer.of("unavailable").json());
        }
    }

    Optional<Customer> customer() {
        return customer;
    }

    void loggedIn(Customer who) {
        customer = Optional.of(who);
    }

    void loggedOut() {
        customer = Optional.empty();
    }

    @Override
    public void close() {
        loggedOut();
    }
}
