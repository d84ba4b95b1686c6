package org.belltower.embeddedswitch.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where calls go that are sent on. */
class DialplanTest {
    private static final Dialplan PLAN =
            Dialplan.empty().with("88001", "answer").withInner("desk", "park").withOthers("hangup UNALLOCATED_NUMBER");

    private static Optional<List<String>> names(String to, String context) {
        return PLAN.transferred(to, context)
                .map(actions ->
                        actions.stream().map(DialplanAction::application).toList());
    }

    @Test
    void whatCannotBeDialledIsReachedInItsContextOnly() {
        assertThat(names("desk", Dialplan.INNER)).contains(List.of("park"));
        assertThat(names("desk", "trunk")).contains(List.of("hangup"));
        assertThat(names("88001", Dialplan.INNER)).isEmpty();
    }

    @Test
    void anyOtherNumberIsOneOfTheOthers() {
        assertThat(names("88001", "trunk")).contains(List.of("answer"));
        assertThat(names("40404", "trunk")).contains(List.of("hangup"));
        assertThat(names("40404", "")).contains(List.of("hangup"));
        assertThat(Dialplan.empty().transferred("40404", "trunk")).isEmpty();
    }
}
