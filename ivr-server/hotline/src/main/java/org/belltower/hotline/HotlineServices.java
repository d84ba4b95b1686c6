package org.belltower.hotline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.store.Database;

/** The services by name. <i>Immutable.</i> */
final class HotlineServices {
    private final Map<String, HotlineService> byName;

    HotlineServices(List<HotlineService> services) {
        this.byName =
                services.stream().collect(Collectors.toUnmodifiableMap(HotlineService::name, Function.identity()));
    }

    /** One line a service. */
    static HotlineServices standard(Database database, Accounts accounts) {
        return new HotlineServices(List.of(
                new LogInService(accounts),
                new LogOutService(),
                new PlansService(database),
                new NetValueService(database),
                new LastThreeService(database)));
    }

    Optional<HotlineService> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
