package org.belltower.embeddedswitch.application;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.ApplicationTable;

/** All applications. A further one is a class and a line here. <em>Immutable.</em> */
public final class Applications implements ApplicationTable {
    private static final List<Application> ALL = List.of(
            new Answer(),
            new Break(),
            new Bridge(),
            new Deflect(),
            new Echo(),
            new Export(),
            new FlushDtmf(),
            new Hangup(),
            new Intercept(),
            new Multiset(),
            new Park(),
            new PlayAndGetDigits(),
            new Playback(),
            new PreAnswer(),
            new RecordCaller(),
            new RecordSession(),
            new Redirect(),
            new RingReady(),
            new SchedCancel(),
            new SchedHangup(),
            new SchedTransfer(),
            new SendDtmf(),
            new Set(),
            new Sleep(),
            new Socket(),
            new StartDtmf(),
            new StopDtmf(),
            new StopRecordSession(),
            new Transfer(),
            new Unset());

    private final Map<String, Application> byName =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Application::name, Function.identity()));

    @Override
    public Optional<Application> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
