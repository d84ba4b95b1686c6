package org.belltower.server.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.belltower.server.config.HotlineNumber;

/**
 * Whether every number has an application. What is wrong inside of one, {@code ivr vxml check} tells. <em>Immutable.</em>
 *
 * @param voiceApps the folder of the applications
 */
record HotlinesCheck(Path voiceApps, List<HotlineNumber> hotlines) implements Check {
    HotlinesCheck {
        hotlines = List.copyOf(hotlines);
    }

    @Override
    public String subject() {
        return "hotlines";
    }

    @Override
    public List<Finding> run() {
        if (hotlines.isEmpty()) {
            return List.of(Finding.warning(
                    subject(), "no number runs an application", "name one under 'hotlines:' in ivr.yaml"));
        }
        return hotlines.stream().map(this::look).toList();
    }

    private Finding look(HotlineNumber hotline) {
        Path folder = voiceApps.resolve(hotline.application());
        String seen = hotline.number() + " runs " + hotline.application();
        return Files.isRegularFile(folder.resolve("manifest.yaml"))
                ? Finding.ok(subject(), seen)
                : Finding.warning(
                        subject(),
                        seen + ", but " + folder + " has no manifest.yaml: its callers hear an apology",
                        "correct 'hotlines:' in ivr.yaml, or add the application");
    }
}
