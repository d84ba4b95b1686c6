package org.belltower.server.demo;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.belltower.hotline.DemoData;
import org.belltower.server.Belltower;
import org.belltower.server.UserError;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.DatabaseConfig;
import org.belltower.server.config.EmbeddedSwitchConfig;
import org.belltower.server.config.EventSocketConfig;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.Limits;
import org.belltower.server.config.SpeechConfig;
import org.belltower.store.NetValue;

/**
 * Starts a whole server on free ports with data of its own, calls it over SIP, and compares the figure that is heard with the
 * figure in the row. The figure is another one in each run. Confined to the main thread.
 */
public final class Demo {
    private static final String NUMBER = "88001";
    /** For one thing to be heard. A machine that gives the server half its time plays at half speed. */
    private static final Duration PROMPT = Duration.ofSeconds(30);
    /** For all of it. It takes 40 s, and more only on a machine that stalls; late and right is better than given up. */
    private static final Duration WHOLE = Duration.ofSeconds(160);
    /** The first start of all synthesises for a while. */
    private static final Duration PROMPTS = Duration.ofSeconds(15);

    private final Path home;
    private final Locale language;
    private final SwitchKind kind;
    private final Transcript transcript;
    private final PrintWriter out;
    private final long begun = System.nanoTime();

    /** @param home of the installation */
    public Demo(Path home, Locale language, SwitchKind kind, PrintWriter out) {
        this.home = home;
        this.language = language;
        this.kind = kind;
        this.out = out;
        this.transcript = new Transcript(out);
    }

    /**
     * True where the figure heard is the figure in the row.
     *
     * @throws UserError where the server or the switch cannot start
     */
    public boolean run() throws InterruptedException {
        Path data = home.resolve("var").resolve("demo").toAbsolutePath();
        transcript.note(
                switch (kind) {
                    case EMBEDDED -> "starting a server on free ports";
                    case FREESWITCH -> "starting a server and FreeSWITCH on free ports";
                });
        Configuration configuration =
                configuration(Configuration.defaults(home).folders().withData(data), NUMBER, "pension");
        try (DialledServer server = DialledServer.start(kind, configuration, home, InstantSource.system())) {
            Belltower belltower = server.belltower();
            long seed = InstantSource.system().millis();
            DemoData.load(belltower.database(), InstantSource.system(), seed);
            NetValue row = belltower
                    .database()
                    .netValues()
                    .latest(DemoData.SHARE_PLAN)
                    .orElseThrow(
                            () -> new UserError("the demo's figures are not in the database; see var/log/ivr.log"));
            belltower.awaitPrompts(PROMPTS);
            InetSocketAddress sip = server.sip();
            transcript.note("dialling sip:" + NUMBER + "@" + sip.getHostString() + ":" + sip.getPort());
            return call(sip, row, data.resolve("call.wav"));
        }
    }

    /** A server with one application on free loopback ports. */
    public static Configuration configuration(Folders folders, String number, String application) {
        return new Configuration(
                new EmbeddedSwitchConfig(true, InetAddress.getLoopbackAddress(), 0, 16_384, 32_767, 0),
                new EventSocketConfig(InetAddress.getLoopbackAddress(), 0),
                DatabaseConfig.DEFAULT,
                SpeechConfig.DEFAULT.listening(false),
                folders,
                List.of(new HotlineNumber(number, application)),
                Limits.DEFAULT);
    }

    private boolean call(InetSocketAddress sip, NetValue row, Path wav) throws InterruptedException {
        try (CallerCall call = ScriptedCaller.dial(sip, NUMBER, CallerSettings.defaults())) {
            if (!(call.awaitAnswer(Duration.ofSeconds(10)) instanceof AnswerOutcome.Answered)) {
                transcript.note("the call was not answered");
                return false;
            }
            transcript.answered(call.answeredNanos());
            try {
                return converse(call, row, wav);
            } finally {
                call.heard().writeWav(wav);
            }
        }
    }

    private boolean converse(CallerCall call, NetValue row, Path wav) throws InterruptedException {
        DemoCaller caller = new DemoCaller(call, new ClipFolder(wav.resolveSibling(Belltower.CLIPS)), transcript);
        boolean chinese = language.getLanguage().equals("zh");
        caller.hears("pension.greeting", text -> text.contains("热线"), patience());
        caller.hears("pension.choose-language", text -> text.contains("English"), patience());
        caller.keys(chinese ? "1" : "2");
        caller.hears("pension.enter-account", words(chinese, "账号", "account number"), patience());
        caller.keys(DemoData.SHARE_ACCOUNT + "#");
        caller.hears("pension.enter-pin", words(chinese, "密码", "PIN"), patience());
        caller.secretKeys(DemoData.SHARE_PIN + "#");
        caller.begins("pension.menu-share", words(chinese, "单位净值", "unit net value"), patience());
        caller.keys("1");
        Optional<HeardClip> figure = caller.hears(
                "the figure",
                text -> words(chinese, "单位净值", "unit net value").test(text)
                        && FigureHeard.in(text).isPresent(),
                patience());
        transcript.row(row);
        caller.hears("pension.after-figure", words(chinese, "重听", "repeat"), patience());
        caller.keys("0");
        caller.hears("common.goodbye", words(chinese, "再见", "Goodbye"), patience());
        var hungUp = call.awaitHangUp(Duration.ofSeconds(5));
        caller.hearsTheRest();
        hungUp.ifPresent(_ -> transcript.note("hung up by the hotline"));
        return verdict(figure, row, wav);
    }

    private Duration patience() {
        Duration left = WHOLE.minusNanos(System.nanoTime() - begun);
        return left.compareTo(PROMPT) < 0 ? left : PROMPT;
    }

    private static Predicate<String> words(boolean chinese, String inChinese, String inEnglish) {
        return text -> text.contains(chinese ? inChinese : inEnglish);
    }

    private boolean verdict(Optional<HeardClip> figure, NetValue row, Path wav) {
        Optional<FigureHeard> heard = figure.filter(HeardClip::whole).flatMap(clip -> FigureHeard.in(clip.text()));
        boolean right = heard.isPresent()
                && heard.get().value().compareTo(row.figure().value()) == 0
                && heard.get().date().equals(row.valuationDate());
        out.println();
        if (right) {
            out.printf(
                    "The figure heard is the figure in the row. The caller's side of the call: %s%n",
                    home.toAbsolutePath().relativize(wav.toAbsolutePath()));
        } else {
            out.printf(
                    "WRONG: heard %s, but the row has %s of %s%n",
                    heard.map(FigureHeard::toString).orElse("no figure"),
                    row.figure().value().toPlainString(),
                    row.valuationDate());
        }
        out.flush();
        return right;
    }
}
