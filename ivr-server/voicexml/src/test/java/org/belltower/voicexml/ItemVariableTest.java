package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code expr} and {@code cond} of every form item. Spec: VoiceXML 2.0 §2.3, appendix C. */
class ItemVariableTest {
    private static final String SUBDIALOG = "<form id='sub'><block>visited<return/></block></form>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<block name='i' expr='1'>visited</block>",
                "<field name='i' expr='1' type='digits'>visited</field>",
                "<initial name='i' expr='1'>visited</initial>",
                "<subdialog name='i' expr='1' src='#sub'/>",
                "<object name='i' expr='1' classid='none'/>",
                "<record name='i' expr='1'>visited</record>",
                "<transfer name='i' expr='1' dest='tel:1'>visited</transfer>"
            })
    void itemWhoseVariableBeginsWithAValueIsNotVisited(String item) {
        assertThat(Site.of("<form>" + item + "<block>i is <value expr=\"i\"/></block></form>" + SUBDIALOG)
                        .heard())
                .containsExactly("i is 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<block name='i' cond='wanted'>visited</block>",
                "<field name='i' cond='wanted' type='digits'>visited</field>",
                "<initial name='i' cond='wanted'>visited</initial>",
                "<subdialog name='i' cond='wanted' src='#sub'/>",
                "<object name='i' cond='wanted' classid='none'><catch event='error.unsupported.objectname'>visited"
                        + "<assign name='i' expr='1'/></catch></object>",
                "<record name='i' cond='wanted'>visited</record>",
                "<transfer name='i' cond='wanted' dest='tel:1' bridge='true'>visited</transfer>"
            })
    void itemIsVisitedOnlyWhereItsConditionHolds(String item) {
        // A form-level grammar, without which an <initial> would have nothing to listen for.
        String form = "<form><grammar mode='dtmf' root='r'><rule id='r'>1</rule></grammar>" + item
                + "<block>after</block></form>" + SUBDIALOG;

        assertThat(Site.of("<var name='wanted' expr='false'/>" + form).heard()).containsExactly("after");
        assertThat(Site.of("<var name='wanted' expr='true'/>" + form).heard()).startsWith("visited");
    }
}
