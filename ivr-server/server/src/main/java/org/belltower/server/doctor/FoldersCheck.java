package org.belltower.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.server.config.Folders;

/** Whether applications, grammars and prompts are there and readable. */
record FoldersCheck(Folders folders) implements Check {
    @Override
    public String subject() {
        return "folders";
    }

    @Override
    public List<Finding> run() {
        return List.of(
                look("voice-apps", folders.voiceApps(), "'folders: voice-apps:'"),
                look("grammars", folders.grammars(), "'folders: grammars:'"),
                look("prompts", folders.prompts(), "'folders: prompts:'"));
    }

    private static Finding look(String subject, Path folder, String key) {
        String remedy = "set " + key + " in ivr.yaml, or start from the folder of the installation";
        if (!Files.isDirectory(folder)) {
            return Finding.missing(subject, folder + " is not there", remedy);
        }
        try (Stream<Path> content = Files.list(folder)) {
            List<Path> entries = content.sorted().toList();
            for (Path entry : entries) {
                if (!Files.isReadable(entry)) {
                    return Finding.missing(subject, entry + " cannot be read", "make it readable for this user");
                }
            }
            return entries.isEmpty()
                    ? Finding.warning(subject, folder + " is empty", remedy)
                    : Finding.ok(subject, folder + ", entries: " + entries.size());
        } catch (IOException unreadable) {
            return Finding.missing(subject, folder + " cannot be read", "make it readable for this user");
        }
    }
}
