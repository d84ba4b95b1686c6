package org.belltower.hotline;

/**
 * One service that documents can ask by name. A further service is one class and one line in {@link HotlineServices}.
 * <i>Thread-safe</i>: one object serves all calls; what belongs to a call is in the request's session.
 */
interface HotlineService {
    /** The NAME of {@code hotline:NAME}. */
    String name();

    /**
     * Blocks; runs on a thread beside the call's.
     *
     * @throws BadRequestException if the document asks wrongly
     * @throws org.belltower.store.DatabaseUnavailableException becomes the answer {@code unavailable}
     */
    ServiceAnswer answer(HotlineRequest request);
}
