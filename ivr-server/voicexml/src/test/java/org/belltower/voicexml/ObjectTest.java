package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Spec: VoiceXML 2.0 §2.3.5, §6.4. */
class ObjectTest {
    @Test
    void clockTellsTheTimeOfItsZone() {
        assertThat(Site.of(
                                "<form><object name=\"now\" classid=\"belltower:clock\">"
                                        + "<param name=\"zone\" value=\"Asia/Shanghai\" valuetype=\"data\"/><filled>"
                                        + "<value expr=\"[now.date, now.time, now.hour, now.weekday].join(' ')\"/></filled></object></form>")
                        .heard())
                .containsExactly("2026-11-20 17:00:00 17 5");
    }

    /** The objects of this platform are part of the server: nothing is fetched for them. */
    @Test
    void whereFromAndOfWhatTypeIsReadAndNotUsed() {
        assertThat(Site.of("<form><object name=\"now\" classid=\"belltower:clock\" codebase=\"http://example.com/\""
                                + " codetype=\"application/x-any\" data=\"any.bin\" type=\"application/x-any\" archive=\"a.jar\">"
                                + "<param name=\"zone\" value=\"Asia/Shanghai\" valuetype=\"ref\" type=\"text/plain\"/>"
                                + "<filled><value expr=\"now.hour\"/></filled></object></form>")
                        .heard())
                .containsExactly("17");
    }

    @Test
    void parametersAreExpressionsTooAndAWrongOneIsAnEvent() {
        assertThat(Site.of("<form><catch event=\"error.semantic\">no zone<exit/></catch>"
                                + "<object name=\"now\" classid=\"belltower:clock\"><param name=\"zone\" expr=\"'At' + 'lantis'\"/>"
                                + "</object></form>")
                        .heard())
                .containsExactly("no zone");
    }

    @Test
    void unknownObjectIsAnEventThatNamesTheKnownOnes() {
        assertThat(Site.of(
                                "<form><catch event=\"error.unsupported.objectname\"><value expr=\"_message\"/><exit/></catch>"
                                        + "<object name=\"o\" classid=\"java:none\"/></form>")
                        .heard())
                .first()
                .asString()
                .contains("java:none")
                .contains("belltower:clock");
    }

    @Test
    void parameterHasOneOfValueAndExpr() {
        assertThat(Site.of("<form><object classid=\"x\"><param name=\"a\" value=\"1\" expr=\"2\"/></object></form>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }

    @Test
    void subdialogParameterWithoutItsVarIsASemanticError() {
        assertThat(Site.of("<form><catch event=\"error.semantic\">undeclared<exit/></catch>"
                                + "<subdialog name=\"s\" src=\"#sub\"><param name=\"x\" expr=\"1\"/></subdialog></form>"
                                + "<form id=\"sub\"><catch event=\"error.semantic\"><return event=\"error.semantic\"/></catch>"
                                + "<block><return/></block></form>")
                        .heard())
                .containsExactly("undeclared");
    }
}
