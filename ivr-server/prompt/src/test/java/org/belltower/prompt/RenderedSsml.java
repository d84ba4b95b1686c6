package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.belltower.audio.SampleRate;

/** What is heard of a document: a renderer over a small catalogue, and a voice that notes what it says. */
final class RenderedSsml {
    static final Locale CHINESE = Locale.forLanguageTag("zh-CN");

    final ScriptedVoice voice;
    private SsmlRenderer renderer;

    /** @param folder with a catalogue, a recording and a file of its own after this */
    RenderedSsml(Path folder) throws IOException {
        Path prompts = Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(prompts.resolve("fund.yaml"), """
                languages: [zh-CN, en-US]
                prompts:
                  fund.value: {zh-CN: 单位净值, en-US: The unit net value is}
                  fund.as-of: {zh-CN: ，, en-US: ', as of'}
                  fund.stop: {zh-CN: 。, en-US: .}
                  fund.source: {zh-CN: 数据来源：托管行文件。, en-US: 'Source: custodian file.'}
                  fund.key: {zh-CN: 按1, en-US: press 1}
                  fund.recorded: {zh-CN: 录音, en-US: recorded}
                """);
        Path takes = Files.createDirectories(prompts.resolve("audio/zh-CN"));
        ScriptedVoice.write(ScriptedVoice.tone(16_000, SampleRate.HZ_16000), takes.resolve("fund.recorded.wav"));
        ScriptedVoice.write(ScriptedVoice.tone(4_000, SampleRate.HZ_8000), folder.resolve("beep.wav"));
        PromptCatalogue.Load load = PromptCatalogue.load(prompts);
        assertThat(load.problems()).isEmpty();
        voice = new ScriptedVoice(Files.createDirectories(folder.resolve("spoken")));
        RendererSettings settings = new RendererSettings(folder.resolve("takes"), AudioFolders.lasting(folder), 4);
        renderer = SsmlRenderer.of(settings, load.catalogue(), voice);
    }

    SsmlRenderer renderer() {
        return renderer;
    }

    /** From now on these folders are played from. */
    void reaches(AudioFolders folders) {
        renderer = renderer.reaching(folders);
    }

    /** Everything in its order: words, and the milliseconds of silences. */
    String heard(String body) {
        return outline(rendered(body, CHINESE));
    }

    Playlist rendered(String body, Locale language) {
        Rendering rendering = renderer.render("<speak version='1.0'>" + body + "</speak>", language);
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return ((Rendering.Rendered) rendering).playlist();
    }

    /** Why nothing can be heard of it. */
    String reason(String body) {
        Rendering rendering = renderer.render("<speak version='1.0'>" + body + "</speak>", CHINESE);
        assertThat(rendering).isInstanceOf(Rendering.Unspeakable.class);
        return ((Rendering.Unspeakable) rendering).reason();
    }

    static String outline(Playlist playlist) {
        return playlist.items().stream()
                .map(item -> switch (item) {
                    case PlaylistItem.Clip clip -> clip.text();
                    case PlaylistItem.Silence silence ->
                        String.valueOf(silence.length().toMillis());
                    case PlaylistItem.Mark mark -> "<" + mark.name() + ">";
                })
                .collect(Collectors.joining(" | "));
    }
}
