package org.belltower.hotline;

/** {@code hotline:logout}: {@code done}. For a caller who goes back to the account number. */
final class LogOutService implements HotlineService {
    @Override
    public String name() {
        return "logout";
    }

    @Override
    public ServiceAnswer answer(HotlineRequest request) {
        request.session().loggedOut();
        return ServiceAnswer.of("done");
    }
}
