package org.belltower.server.doctor;

import java.util.List;

/** Whether names of files and of programs may hold Chinese characters: that follows the locale of the shell. */
record EncodingCheck(String encoding) implements Check {
    @Override
    public String subject() {
        return "locale";
    }

    @Override
    public List<Finding> run() {
        return List.of(
                encoding.equalsIgnoreCase("UTF-8")
                        ? Finding.ok(subject(), "UTF-8")
                        : Finding.warning(
                                subject(),
                                encoding + ": files with Chinese names cannot be read",
                                "export LC_ALL=C.UTF-8"));
    }
}
