package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final Event ANSWER = Event.of("CHANNEL_ANSWER", EventHeaders.of("Unique-ID", "a", "Caller", "Bob"));
    private static final Event HEARTBEAT = Event.of("HEARTBEAT", EventHeaders.empty());

    private static Event custom(String subclass) {
        return new Event("CUSTOM", Optional.of(subclass), EventHeaders.empty(), "");
    }

    private static Subscription to(String... names) {
        return Subscription.none().add(EventNames.of(names));
    }

    private static Subscription filtered(Subscription subscription, String header, String value) {
        return subscription.with(EventFilter.of(header, value).orElseThrow());
    }

    @Test
    void nothingIsWantedBeforeTheFirstCommand() {
        assertThat(Subscription.none().wants(ANSWER)).isFalse();
    }

    @Test
    void namesAddUp() {
        Subscription both = to("CHANNEL_ANSWER").add(EventNames.of("heartbeat"));
        assertThat(both.wants(ANSWER)).isTrue();
        assertThat(both.wants(HEARTBEAT)).isTrue();
    }

    @Test
    void nameThatNobodyAskedForIsKnownWithoutAnEvent() {
        assertThat(Subscription.none().names("CHANNEL_ANSWER")).isFalse();
        assertThat(to("CHANNEL_ANSWER").names("CHANNEL_ANSWER")).isTrue();
        assertThat(to("CHANNEL_ANSWER").names("HEARTBEAT")).isFalse();
        assertThat(to("CUSTOM", "a::b").names("CUSTOM")).isTrue();
        Subscription rest = to("ALL").remove(EventNames.of("HEARTBEAT"));
        assertThat(rest.names("HEARTBEAT")).isFalse();
        assertThat(rest.names("CHANNEL_ANSWER")).isTrue();
    }

    @Test
    void customWantsItsSubclass() {
        assertThat(to("CUSTOM", "a::b").wants(custom("a::b"))).isTrue();
        assertThat(to("CUSTOM", "a::b").wants(custom("a::c"))).isFalse();
        assertThat(to("CUSTOM").wants(custom("a::b"))).isFalse();
        assertThat(to("ALL").wants(custom("a::b"))).isTrue();
    }

    @Test
    void nixTakesOneAwayEvenOfAll() {
        Subscription rest = to("ALL").remove(EventNames.of("HEARTBEAT"));
        assertThat(rest.wants(HEARTBEAT)).isFalse();
        assertThat(rest.wants(ANSWER)).isTrue();
        assertThat(rest.add(EventNames.of("HEARTBEAT")).wants(HEARTBEAT)).isTrue();
        assertThat(to("ALL").remove(EventNames.all()).wants(ANSWER)).isFalse();
        assertThat(to("CUSTOM", "a::b").remove(EventNames.of("CUSTOM", "a::b")).wants(custom("a::b")))
                .isFalse();
    }

    @Test
    void oneMatchingFilterIsEnoughAndOneUnwantedIsTooMuch() {
        Subscription bob = filtered(to("ALL"), "Caller", "bob");
        assertThat(bob.wants(ANSWER)).isTrue();
        assertThat(bob.wants(HEARTBEAT)).isFalse();
        assertThat(filtered(filtered(to("ALL"), "Caller", "alice"), "Unique-ID", "a")
                        .wants(ANSWER))
                .isTrue();
        assertThat(filtered(bob, "Unique-ID", "-a").wants(ANSWER)).isFalse();
        assertThat(filtered(to("ALL"), "Caller", "/^B.b$/").wants(ANSWER)).isTrue();
        assertThat(filtered(to("ALL"), "Caller", "/^x/").wants(ANSWER)).isFalse();
    }

    @Test
    void deletedFiltersNoLongerHold() {
        Subscription two = filtered(filtered(to("ALL"), "Caller", "alice"), "Caller", "eve");
        assertThat(two.without("Caller", Optional.of("eve")).filters()).hasSize(1);
        assertThat(two.without("caller", Optional.empty()).wants(ANSWER)).isTrue();
        assertThat(two.without("all", Optional.empty()).wants(ANSWER)).isTrue();
    }

    @Test
    void myEventsAreThoseOfTheCallAndItsJobs() {
        Subscription mine = Subscription.none().myEvents("a");
        assertThat(mine.wants(ANSWER)).isTrue();
        assertThat(mine.wants(Event.of("CHANNEL_ANSWER", EventHeaders.of("Unique-ID", "b"))))
                .isFalse();
        assertThat(mine.add(EventNames.of("HEARTBEAT")).wants(HEARTBEAT)).isFalse();
        Event job = Event.of("BACKGROUND_JOB", EventHeaders.of("Job-Owner-UUID", "a"));
        assertThat(mine.add(EventNames.of("BACKGROUND_JOB")).wants(job)).isTrue();
    }
}
