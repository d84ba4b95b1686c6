package org.belltower.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;

/**
 * The menu that callers of {@code calls} go round in: one prompt of 20 s; the key 1 leads to a second menu with the same, and from
 * there back. As a voice application and as menus of FreeSWITCH.
 */
final class LoadMenu {
    static final String NUMBER = "88001";
    /** Where FreeSWITCH runs it by itself. */
    static final String IVR_NUMBER = "88002";

    private static final String APPLICATION = "load";
    private static final int SECONDS = 20;
    private static final int LOUD = 20_000;
    private static final int SOFT = 3_000;

    private final Path folder;

    private LoadMenu(Path folder) {
        this.folder = folder;
    }

    /** Writes {@code voice-apps/load} with its prompt into the folder. */
    static LoadMenu under(Path folder) {
        var menu = new LoadMenu(folder);
        try {
            Path application = Files.createDirectories(menu.applications().resolve(APPLICATION));
            Files.writeString(application.resolve("manifest.yaml"), """
                    name: load
                    title: {en-US: Load}
                    start: menu.vxml
                    languages: [en-US]
                    """);
            Files.writeString(
                    application.resolve("menu.vxml"), """
                    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-US">
                    %s%s</vxml>
                    """.formatted(form("first", "second"), form("second", "first")));
            try (OutputStream file = Files.newOutputStream(menu.prompt())) {
                Wav.write(file, sound());
            }
        } catch (IOException e) {
            throw new BenchException("the menu cannot be written: " + e.getMessage(), e);
        }
        return menu;
    }

    /** The folder of voice applications. */
    Path applications() {
        return folder.resolve("voice-apps");
    }

    private Path prompt() {
        return applications().resolve(APPLICATION).resolve("prompt.wav");
    }

    /** The part of {@code ivr.yaml} that names it. */
    String hotlines() {
        return """
                hotlines:
                  - number: "%s"
                    application: %s
                """.formatted(NUMBER, APPLICATION);
    }

    /** Adds the menus and their number to a configuration of FreeSWITCH. */
    void addTo(Path configuration) {
        try {
            Files.writeString(configuration.resolve("autoload_configs").resolve("ivr.conf.xml"), """
                    <configuration name="ivr.conf">
                      <menus>
                    %s%s  </menus>
                    </configuration>
                    """.formatted(
                            menu("first", "menu-sub", "second"), menu("second", "menu-back", "")));
            Path dialplan = configuration.resolve("dialplan").resolve("trunk.xml");
            String context = "<context name=\"trunk\">";
            Files.writeString(
                    dialplan, Files.readString(dialplan).replace(context, context + """

                      <extension name="ivr">
                        <condition field="destination_number" expression="^%s$">
                          <action application="answer"/>
                          <action application="ivr" data="first"/>
                        </condition>
                      </extension>
                    """.formatted(IVR_NUMBER)));
        } catch (IOException e) {
            throw new BenchException("FreeSWITCH's menus cannot be written: " + e.getMessage(), e);
        }
    }

    private String menu(String name, String action, String parameter) {
        return """
                    <menu name="%s" greet-long="%s" timeout="10000" inter-digit-timeout="2000" max-failures="9"
                          max-timeouts="9" digit-len="1">
                      <entry action="%s" digits="1" param="%s"/>
                    </menu>
                """.formatted(name, prompt(), action, parameter);
    }

    private static String form(String name, String next) {
        return """
                <form id="%s">
                  <field name="key">
                    <grammar mode="dtmf" version="1.0" root="one" xmlns="http://www.w3.org/2001/06/grammar">
                      <rule id="one"><item>1</item></rule>
                    </grammar>
                    <prompt><audio src="prompt.wav"/></prompt>
                    <filled><goto next="#%s"/></filled>
                  </field>
                </form>
                """.formatted(name, next);
    }

    /** 20 ms of a loud square wave and then a soft one, of 400 Hz. */
    private static Pcm sound() {
        short[] samples = new short[SECONDS * 8000];
        for (int i = 0; i < samples.length; i++) {
            int level = i < 160 ? LOUD : SOFT;
            samples[i] = (short) (i / 10 % 2 == 0 ? level : -level);
        }
        return Pcm.of(samples, SampleRate.HZ_8000);
    }
}
