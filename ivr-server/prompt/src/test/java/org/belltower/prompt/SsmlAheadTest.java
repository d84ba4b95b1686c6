package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.prompt.RenderedSsml.CHINESE;

import java.io.IOException;
import java.nio.file.Path;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is spoken before it is asked for, and what can be told of a document before it is spoken. */
class SsmlAheadTest {
    @TempDir
    Path folder;

    private RenderedSsml ssml;

    @BeforeEach
    void open() throws IOException {
        ssml = new RenderedSsml(folder);
    }

    @Test
    void sentencesThatAreTheSameEveryTimeAreSpokenAhead() {
        String open = "ꙮ";
        int spoken = ssml.renderer()
                .speakAhead(
                        "<speak>您好。您的账号是" + open + "，请确认。谢谢！单位净值<say-as interpret-as='net-value'>" + open
                                + "</say-as>元。<audio src='prompt:fund.source'/>"
                                + "<audio src='" + open + "'/><s>" + open + "元整。</s><s>再见</s></speak>",
                        open,
                        CHINESE);
        assertThat(ssml.voice.spoken()).extracting(Utterance::text).containsExactly("您好。", "谢谢！", "数据来源：托管行文件。", "再见");
        assertThat(spoken).isEqualTo(4);
    }

    @Test
    void whatCannotBeSpokenAheadKeepsNothingElseFromIt() {
        assertThat(ssml.renderer().speakAhead("<speak>哑。您好。</speak>", "ꙮ", CHINESE))
                .isEqualTo(1);
        assertThat(ssml.renderer().speakAhead("<speak>", "ꙮ", CHINESE)).isZero();
        assertThat(ssml.renderer().speakAhead("<speak sensitive='true'>您好</speak>", "ꙮ", CHINESE))
                .isZero();
    }

    /** A line may play what is there while the rest is made, but never a figure before its date. */
    @Test
    void outlookTellsWhatIsThereWhatHoldsAFigureAndWhatCannotBeSpoken() {
        assertThat(outlook("您好")).isEqualTo(new Outlook(Outlook.State.TO_BE_SPOKEN, false));
        assertThat(outlook("<audio src='prompt:fund.recorded'/>")).isEqualTo(new Outlook(Outlook.State.THERE, false));
        assertThat(outlook("")).isEqualTo(new Outlook(Outlook.State.THERE, false));
        assertThat(outlook("第3期")).isEqualTo(new Outlook(Outlook.State.TO_BE_SPOKEN, true));
        assertThat(outlook("<say-as interpret-as='net-value'>1.0532</say-as>"))
                .isEqualTo(new Outlook(Outlook.State.TO_BE_SPOKEN, true));
        assertThat(outlook("您好<say-as interpret-as='net-value'>x</say-as>").state())
                .isEqualTo(Outlook.State.UNSPEAKABLE);
        assertThat(outlook("<audio src='prompt:fund.none'/>").state()).isEqualTo(Outlook.State.UNSPEAKABLE);
        assertThat(ssml.voice.spoken()).isEmpty();
    }

    private Outlook outlook(String body) {
        return ssml.renderer().outlook("<speak version='1.0'>" + body + "</speak>", CHINESE);
    }
}
