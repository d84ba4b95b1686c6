package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spec: VoiceXML 2.0 §5.2. */
class EventTest {
    @Test
    void noinputHandlersAreChosenByCount() {
        var caller =
                new ScriptedCaller().staysSilent().staysSilent().staysSilent().presses("1");
        Site.of(
                        "<form><field name=\"a\" type=\"digits?length=1\"><prompt>key</prompt>"
                                + "<noinput count=\"1\">first<reprompt/></noinput><noinput count=\"3\">third</noinput></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("key", "first", "key", "first", "key", "third");
    }

    @Test
    void handlerWithoutRepromptLeavesTheFieldsPromptsOut() {
        var caller = new ScriptedCaller().presses("*").presses("1");
        Site.of(
                        "<form><field name=\"a\" type=\"digits?length=1\"><prompt>key</prompt><nomatch>wrong</nomatch></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("key", "wrong");
    }

    @Test
    void promptsTaperByVisit() {
        var caller = new ScriptedCaller().staysSilent().staysSilent().presses("1");
        Site.of(
                        "<form><field name=\"a\" type=\"digits?length=1\"><prompt>long</prompt><prompt count=\"2\">short</prompt>"
                                + "</field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("long", "short", "short");
    }

    @Test
    void handlersAreInheritedFromTheFieldOutwards() {
        var caller = new ScriptedCaller().staysSilent().presses("1");
        Site.of(
                        "<noinput>document</noinput><form><noinput>form</noinput><field name=\"a\" type=\"digits?length=1\"/></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("form");
    }

    /** Spec: VoiceXML 2.0 §5.2.2: several names, and none for every event. */
    @Test
    void catchTakesEachOfItsNamesAndWithoutAnyTakesAll() {
        String form = "<form><catch%s>caught <value expr=\"_event\"/></catch>"
                + "<block><throw event=\"%s\"/></block></form>";
        for (String event : List.of("com.shop.order", "com.bank.balance")) {
            assertThat(Site.of(form.formatted(" event=\"com.shop com.bank\"", event))
                            .heard())
                    .containsExactly("caught " + event);
            assertThat(Site.of(form.formatted("", event)).heard()).containsExactly("caught " + event);
        }
        assertThat(Site.of(form.formatted(" event=\"com.shop com.bank\"", "com.post"))
                        .heard())
                .isEmpty();
    }

    /** Spec: VoiceXML 2.0 §5.2.3. */
    @Test
    void errorElementCatchesEveryErrorAndNothingElse() {
        String form = "<form><error>error <value expr=\"_event\"/></error><catch event=\"com\">com</catch>"
                + "<block><throw event=\"%s\"/></block></form>";
        assertThat(Site.of(form.formatted("error.com.shop.closed")).heard())
                .containsExactly("error error.com.shop.closed");
        assertThat(Site.of(form.formatted("com.shop.closed")).heard()).containsExactly("com");
    }

    @Test
    void eventNamesMatchByWholeParts() {
        assertThat(Site.of(
                                "<form><catch event=\"com.shop.ord\">no</catch><catch event=\"com.shop\"><value expr=\"_event\"/>"
                                        + "<exit/></catch><block><throw event=\"com.shop.order\"/></block></form>")
                        .heard())
                .containsExactly("com.shop.order");
    }

    /** Spec: VoiceXML 2.0 §5.2.4: dots at the end do not count, and what is left empty takes everything. */
    @Test
    void dotsAtTheEndOfWhatIsCaughtDoNotCount() {
        String form = "<form><catch event=\"%s\">caught<exit/></catch>"
                + "<block><throw event=\"com.shop.order\"/></block></form>";
        for (String pattern : List.of(".", "..", "com.shop.", "com.shop..", "other .")) {
            assertThat(Site.of(form.formatted(pattern)).heard()).as(pattern).containsExactly("caught");
        }
        assertThat(Site.of(form.formatted("com.shop.ord.")).heard()).isEmpty();
    }

    /** Spec: VoiceXML 2.0 §5.2.2: a counter counts every event that its handler's name is the beginning of. */
    @Test
    void handlerOfEveryEventCountsThemAll() {
        for (String all : List.of("<catch event=\".\" count=\"3\">", "<catch count=\"3\">")) {
            var caller =
                    new ScriptedCaller().presses("*").staysSilent().presses("*").presses("1");
            Site.of("<form><field name=\"a\" type=\"digits?length=1\"><nomatch>wrong</nomatch><noinput>late</noinput>"
                            + all + "often</catch></field></form>")
                    .run(caller);
            assertThat(caller.heard()).as(all).containsExactly("wrong", "late", "often");
        }
    }

    @Test
    void condOfAHandlerDecides() {
        assertThat(Site.of("<form><catch event=\"e\" cond=\"false\">no</catch><catch>yes<exit/></catch>"
                                + "<block><throw event=\"e\"/></block></form>")
                        .heard())
                .containsExactly("yes");
    }

    @Test
    void messageIsKnownInTheHandler() {
        assertThat(Site.of(
                                "<form><catch event=\"e\"><value expr=\"_message + typeof x\"/><exit/></catch>"
                                        + "<block><var name=\"x\"/><throw eventexpr=\"'e'\" messageexpr=\"'be' + 'cause'\"/></block></form>")
                        .heard())
                .containsExactly("becauseundefined");
    }

    @Test
    void uncaughtErrorEndsTheSessionAsFailed() {
        SessionEnd end = Site.of("<form><block><value expr=\"nothing.here\"/></block></form>")
                .run(new ScriptedCaller());
        assertThat(end).isInstanceOfSatisfying(SessionEnd.Failed.class, failed -> {
            assertThat(failed.event()).isEqualTo("error.semantic");
            assertThat(failed.message()).contains("test://site/main.vxml:3:").contains("nothing");
        });
    }

    @Test
    void platformTroubleIsAnEventThatTheDocumentMayCatch() {
        var caller = new ScriptedCaller().meetsTrouble("error.noresource");
        Site.of(
                        "<form><catch event=\"error.noresource\">sorry<exit/></catch><field name=\"a\" type=\"digits\"/></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("sorry");
    }

    @Test
    void handlersOfTheRootDocumentServeItsLeaves() {
        assertThat(new Site()
                        .with("root.vxml", "<catch event=\"e\">root <value expr=\"local\"/><exit/></catch>")
                        .leaf(
                                "main.vxml",
                                "root.vxml",
                                "<var name=\"local\" expr=\"'leaf'\"/>"
                                        + "<form><block><throw event=\"e\"/></block></form>")
                        .heard())
                .containsExactly("root leaf");
    }

    @Test
    void hangUpRunsItsHandlerAndThenNothingWaits() {
        var logged = new ArrayList<String>();
        var caller = new ScriptedCaller().hangsUp();
        SessionEnd end = Site.of("<catch event=\"connection.disconnect.hangup\"><log>tidy</log></catch>"
                        + "<form><field name=\"a\" type=\"digits\"/></form>")
                .run(caller, new SessionObserver() {
                    @Override
                    public void onLog(String label, String text, Instant at) {
                        logged.add(text);
                    }
                });
        assertThat(logged).containsExactly("tidy");
        assertThat(caller.requests()).hasSize(1);
        assertThat(end).isEqualTo(new SessionEnd.HungUp());
    }

    @Test
    void disconnectPlaysWhatIsQueuedEndsTheCallAndTellsTheDocument() {
        var caller = new ScriptedCaller();
        SessionEnd end = Site.of(
                        "<var name=\"n\" expr=\"3\"/><catch event=\"connection.disconnect.hangup\">unheard<exit/></catch>"
                                + "<form><block>bye<disconnect namelist=\"n\"/></block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("bye");
        assertThat(caller.wasDisconnected()).isTrue();
        assertThat(end).isEqualTo(new SessionEnd.Disconnected(Map.of("n", "3")));
    }

    @Test
    void endlessGotoLoopEndsInASemanticError() {
        var seen = new ArrayList<String>();
        SessionEnd end = Site.of("<form id=\"a\"><block><goto next=\"#a\"/></block></form>")
                .run(new ScriptedCaller(), new SessionObserver() {
                    @Override
                    public void onEvent(String event, String message, Instant at) {
                        seen.add(event);
                    }
                });
        assertThat(seen).containsExactly("error.semantic");
        assertThat(end).isInstanceOf(SessionEnd.Failed.class);
    }

    @Test
    void loopThatCatchesItsErrorsIsEndedAllTheSame() {
        SessionEnd end = Site.of(
                        "<catch><goto next=\"#a\"/></catch><form id=\"a\"><block><goto next=\"#a\"/></block></form>")
                .run(new ScriptedCaller());
        assertThat(end).isInstanceOf(SessionEnd.Failed.class);
    }

    @Test
    void noinputByDefaultPromptsAgain() {
        var caller = new ScriptedCaller().staysSilent().presses("1");
        Site.of("<form><field name=\"a\" type=\"digits?length=1\">key</field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("key", "key");
    }

    /** Spec: VoiceXML 2.0 §1.5.4: the document may tidy up once, and nothing more is heard. */
    @Test
    void hangUpDuringFetchIsToldOnceAndTheDocumentTidiesUp() {
        var caller = new ScriptedCaller().hangsUpDuringWork(1);
        var events = new ArrayList<String>();
        var site = Site.of("<form><catch event=\"connection.disconnect.hangup\"><data src=\"bye.json\"/></catch>"
                        + "<block><data name=\"a\" src=\"figures.json\"/>never heard</block></form>")
                .raw("figures.json", "{}")
                .raw("bye.json", "{}");
        SessionEnd end = site.run(caller, new SessionObserver() {
            @Override
            public void onEvent(String event, String message, Instant at) {
                events.add(event);
            }
        });
        assertThat(end).isEqualTo(new SessionEnd.HungUp());
        assertThat(events).containsExactly("connection.disconnect.hangup");
        assertThat(caller.heard()).isEmpty();
        assertThat(site.requests()).extracting(request -> request.uri()).endsWith(Site.uri("bye.json"));
    }

    @Test
    void hangUpWhileTheFirstDocumentIsFetchedEndsTheSession() {
        var caller = new ScriptedCaller().hangsUpDuringWork(0);
        assertThat(Site.of("<form><block>never heard</block></form>").run(caller))
                .isEqualTo(new SessionEnd.HungUp());
        assertThat(caller.heard()).isEmpty();
    }

    @Test
    void observerIsToldTheEndOfASessionThatFailsByADefect() {
        var ends = new ArrayList<SessionEnd>();
        var defect = new IllegalStateException("defect");
        assertThatThrownBy(() -> Site.of("<form><block>hello</block></form>")
                        .run(new ScriptedCaller(), new SessionObserver() {
                            @Override
                            public void onNode(NodeVisit visit) {
                                throw defect;
                            }

                            @Override
                            public void onEnd(SessionEnd end, Instant at) {
                                ends.add(end);
                            }
                        }))
                .isSameAs(defect);
        assertThat(ends).singleElement().isInstanceOf(SessionEnd.Failed.class);
    }

    @Test
    void lastPromptThatCannotBePlayedIsAFailureAndTheCallStaysUp() {
        for (String ending : List.of("<disconnect/>", "<exit/>", "")) {
            var caller = new ScriptedCaller().hearsNothing();
            var events = new ArrayList<String>();
            SessionEnd end = Site.of("<form><block>goodbye" + ending + "</block></form>")
                    .run(caller, new SessionObserver() {
                        @Override
                        public void onEvent(String event, String message, Instant at) {
                            events.add(event + " " + message);
                        }
                    });
            assertThat(end).isEqualTo(new SessionEnd.Failed("error.noresource", "the voice is gone"));
            assertThat(events).containsExactly("error.noresource the voice is gone");
            assertThat(caller.wasDisconnected()).isFalse();
        }
    }

    @Test
    void promptThatCannotBePlayedDoesNotKeepALoopGoing() {
        var caller = new ScriptedCaller().meetsLastingTrouble("error.badfetch");
        SessionEnd end = Site.of(
                        "<catch event=\"error\"><prompt>x</prompt><reprompt/></catch>"
                                + "<form><field name=\"a\" type=\"digits?length=1\"><prompt>unspeakable</prompt></field></form>")
                .run(caller);
        assertThat(end)
                .isInstanceOfSatisfying(
                        SessionEnd.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.semantic"));
        assertThat(caller.requests()).hasSizeGreaterThan(1);
    }

    /** Spec: VoiceXML 2.0 §5.2.6. */
    @Test
    void promptThatNobodyCanSpeakInItsLanguageIsAnEventOfTheDocument() {
        var caller = new ScriptedCaller().meetsTrouble("error.unsupported.language");
        Site.of("<form><catch event=\"error.unsupported\"><value expr=\"_event\"/><exit/></catch>"
                        + "<field name=\"a\" type=\"digits\"><prompt xml:lang=\"tlh\">nuqneH</prompt></field></form>")
                .run(caller);
        assertThat(caller.heard()).contains("error.unsupported.language");
    }

    /** The table of VoiceXML 2.0 §5.2.5: audio for help, nomatch and too much speech, none for noinput and cancel. */
    @Test
    void eventThatNobodyHandlesHasThePromptOfThePlatform() {
        var caller = new ScriptedCaller()
                .presses("*")
                .staysSilent()
                .talksOn()
                .presses("0")
                .presses("1");
        talking().raw("main.vxml", Site.vxml(" xml:lang=\"en-US\"", ASKING)).run(caller);
        assertThat(caller.heard())
                .containsExactly(
                        "key",
                        "[prompt:bank.no-match][prompt:common.no-match]That is not a valid choice. Please try again.",
                        "key",
                        "key",
                        "[prompt:bank.too-long][prompt:common.too-long]That was too long. Please say it again in a few words.",
                        "key",
                        "[prompt:bank.help][prompt:common.help]Please follow the instructions that you hear.",
                        "key");
        assertThat(caller.prompts().get(1).ssml())
                .endsWith("<audio src=\"prompt:bank.no-match\"><audio src=\"prompt:common.no-match\">"
                        + "That is not a valid choice. Please try again.</audio></audio></speak>");
    }

    @Test
    void promptOfThePlatformIsInTheLanguageOfTheDocumentOrElseInEnglish() {
        var chinese = new ScriptedCaller().presses("*").presses("1");
        talking().raw("main.vxml", Site.vxml(" xml:lang=\"zh-CN\"", ASKING)).run(chinese);
        assertThat(chinese.heard()).contains("[prompt:bank.no-match][prompt:common.no-match]您的输入有误，请重新输入。");

        var french = new ScriptedCaller().presses("*").presses("1");
        talking().raw("main.vxml", Site.vxml(" xml:lang=\"fr-FR\"", ASKING)).run(french);
        assertThat(french.prompts().get(1).language()).isEqualTo(Locale.FRANCE);
        assertThat(french.prompts().get(1).ssml())
                .contains("<s xml:lang=\"en-US\">That is not a valid choice. Please try again.</s>");
    }

    private static final String ASKING = "<link dtmf=\"0\" event=\"help\"/>"
            + "<form><field name=\"a\"><grammar mode=\"dtmf\" root=\"r\"><rule id=\"r\">1</rule></grammar>"
            + "<prompt>key</prompt></field></form>";

    private static Site talking() {
        EngineSettings plain = EngineSettings.DEFAULT;
        return new Site(new EngineSettings(
                plain.language(),
                plain.properties(),
                plain.transitionsWithoutInput(),
                plain.subdialogDepth(),
                plain.budget(),
                List.of("bank", "common")));
    }
}
