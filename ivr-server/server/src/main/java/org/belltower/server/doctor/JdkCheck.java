package org.belltower.server.doctor;

import java.nio.file.Path;
import java.util.List;

/** The Java that runs this very process. */
record JdkCheck(Runtime.Version version, Path home) implements Check {
    private static final int NEEDED = 25;

    @Override
    public String subject() {
        return "JDK";
    }

    @Override
    public List<Finding> run() {
        String seen = version + " in " + home;
        return List.of(
                version.feature() >= NEEDED
                        ? Finding.ok(subject(), seen)
                        : Finding.missing(
                                subject(),
                                seen + ", but " + NEEDED + " is needed",
                                "apt-get install openjdk-" + NEEDED + "-jdk, or set JAVA_HOME to a JDK " + NEEDED));
    }
}
