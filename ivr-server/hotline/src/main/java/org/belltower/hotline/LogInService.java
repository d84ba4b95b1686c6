package org.belltower.hotline;

import java.util.Locale;

/**
 * {@code hotline:login?account=…&pin=…}: {@code granted} (customerName, language where known), {@code wrong} (remaining),
 * {@code locked}, {@code unavailable}. Whoever was logged in before is logged out first.
 */
final class LogInService implements HotlineService {
    private final Accounts accounts;

    LogInService(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "login";
    }

    @Override
    public ServiceAnswer answer(HotlineRequest request) {
        request.session().loggedOut();
        try (Pin pin = Pin.of(request.required("pin"))) {
            return switch (accounts.logIn(request.required("account"), pin)) {
                case LogIn.Granted granted -> {
                    request.session().loggedIn(granted.customer());
                    ServiceAnswer answer = ServiceAnswer.of("granted")
                            .with("customerName", granted.customer().name());
                    yield granted.customer()
                            .language()
                            .map(Locale::toLanguageTag)
                            .map(language -> answer.with("language", language))
                            .orElse(answer);
                }
                case LogIn.Wrong wrong -> ServiceAnswer.of("wrong").with("remaining", wrong.remaining());
                case LogIn.Locked locked -> ServiceAnswer.of("locked");
                case LogIn.Unavailable unavailable -> ServiceAnswer.of("unavailable");
            };
        }
    }
}
