package org.belltower.server.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.belltower.server.doctor.Doctor;
import org.belltower.server.doctor.DoctorSettings;
import org.belltower.server.doctor.Finding;
import org.belltower.server.doctor.FindingTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ivr doctor}: looks the machine over. Confined to the main thread. */
@Command(
        name = "doctor",
        description = {
            "Say what is present, missing or in use: JDK, packages, ports, disk, database, folders, voices.",
            "Each line that is not ok names its remedy. Exit code 1 where the server cannot run."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ConfigurationOption configuration;

    private DoctorCommand() {}

    @Override
    public Integer call() {
        List<Finding> findings = Doctor.run(DoctorSettings.of(configuration.load()));
        spec.commandLine().getOut().print(FindingTable.render(findings));
        spec.commandLine().getOut().flush();
        return Doctor.isHealthy(findings) ? 0 : 1;
    }
}
