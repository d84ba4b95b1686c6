package org.belltower.server.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.belltower.server.demo.Demo;
import org.belltower.server.demo.SwitchKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ivr demo}: a call from the outside, checked against the database. Confined to the main thread. */
@Command(
        name = "demo",
        description = {
            "Place a real SIP call to the pension hotline and print what was heard and keyed beside the database row.",
            "Needs no other server and takes free ports. What the caller heard is written to var/demo/call.wav.",
            "Exit code 0 only if the figure heard is the figure in the row."
        })
final class DemoCommand implements Callable<Integer> {
    private static final List<String> LANGUAGES = List.of("zh-CN", "en-US");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            defaultValue = "zh-CN",
            description = "zh-CN (default) or en-US.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String language;

    @Option(
            names = "--switch",
            paramLabel = "SWITCH",
            defaultValue = "embedded",
            description =
                    "embedded (default), or freeswitch: the one that FREESWITCH_HOME names or that is on the path.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String switchName;

    private DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (!LANGUAGES.contains(language)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lang is '" + language + "' but must be one of " + String.join(", ", LANGUAGES));
        }
        SwitchKind kind = SwitchKind.named(switchName)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--switch is '" + switchName + "' but must be one of " + String.join(", ", SwitchKind.NAMES)));
        boolean right = new Demo(
                        ConfigurationOption.home(),
                        Locale.forLanguageTag(language),
                        kind,
                        spec.commandLine().getOut())
                .run();
        return right ? 0 : 1;
    }
}
