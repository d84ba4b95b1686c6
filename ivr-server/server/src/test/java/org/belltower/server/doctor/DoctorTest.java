package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.EventSocketConfig;
import org.belltower.server.doctor.Outcome.Missing;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.server.doctor.Outcome.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DoctorTest {
    private interface Look {
        List<Finding> run() throws Exception;
    }

    private static Check check(String subject, Look look) {
        return new Check() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> run() throws Exception {
                return look.run();
            }
        };
    }

    @Test
    void aCheckThatFailsIsAFindingAndTheOthersGoOn() {
        List<Finding> findings = Doctor.run(
                List.of(
                        check("broken", () -> {
                            throw new IOException("no such device");
                        }),
                        check("fine", () -> List.of(Finding.ok("fine", "yes"), Finding.ok("fine too", "yes")))),
                Duration.ofSeconds(30));

        assertThat(findings).extracting(Finding::subject).containsExactly("broken", "fine", "fine too");
        assertThat(findings.getFirst().outcome()).isInstanceOf(Warning.class);
        assertThat(findings.getFirst().outcome().seen()).contains("no such device");
        assertThat(findings.getLast().outcome()).isInstanceOf(Ok.class);
    }

    @Test
    void aCheckThatHangsIsAFinding() {
        CountDownLatch never = new CountDownLatch(1);
        List<Finding> findings = Doctor.run(
                List.of(check("hung", () -> {
                    never.await();
                    return List.of();
                })),
                Duration.ofMillis(300));
        never.countDown();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("hung");
            assertThat(finding.outcome()).isInstanceOf(Warning.class);
            assertThat(finding.outcome().seen()).contains("no answer in time");
        });
    }

    @Test
    void onlyWhatIsMissingMakesAMachineUnfit() {
        assertThat(Doctor.isHealthy(List.of(Finding.ok("a", "b"), Finding.warning("a", "b", "c"))))
                .isTrue();
        assertThat(Doctor.isHealthy(List.of(Finding.missing("a", "b", "c")))).isFalse();
    }

    @Test
    void aRealMachineIsLookedOverOnOneScreen(@TempDir Path home) throws IOException {
        for (String folder : List.of("voice-apps/pension", "grammars/pin", "prompts/zh-CN")) {
            Files.createDirectories(home.resolve(folder));
        }
        Configuration defaults = Configuration.defaults(home);
        Configuration configuration = new Configuration(
                defaults.embeddedSwitch(),
                new EventSocketConfig(defaults.eventSocket().address(), 0),
                defaults.database(),
                defaults.speech(),
                defaults.folders(),
                defaults.hotlines(),
                defaults.limits());

        List<Finding> findings = Doctor.run(DoctorSettings.of(configuration));

        assertThat(findings)
                .extracting(Finding::subject)
                .contains(
                        "JDK",
                        "locale",
                        "espeak-ng",
                        "sipp",
                        "speech zh-CN",
                        "speech en-US",
                        "SIP port",
                        "Event Socket port",
                        "calls port",
                        "RTP ports",
                        "database",
                        "call records",
                        "disk",
                        "voice-apps",
                        "grammars",
                        "prompts",
                        "hotlines",
                        "open files");
        assertThat(outcome(findings, "hotlines").seen()).contains("88001 runs pension", "has no manifest.yaml");
        assertThat(outcome(findings, "JDK")).isInstanceOf(Ok.class);
        assertThat(outcome(findings, "voice-apps")).isInstanceOf(Ok.class);
        assertThat(outcome(findings, "speech en-US")).isInstanceOf(Ok.class);
        assertThat(outcome(findings, "calls port").seen()).contains("a free one");
        assertThat(FindingTable.render(findings).lines().count()).isLessThanOrEqualTo(40);
        try (var written = Files.list(home)) {
            assertThat(written).as("the doctor writes nothing").hasSize(3);
        }
    }

    @Test
    void withoutAnInstallationTheFoldersAreMissing(@TempDir Path home) {
        List<Finding> findings =
                Doctor.run(List.of(new FoldersCheck(Configuration.defaults(home).folders())), Duration.ofSeconds(30));
        assertThat(findings).allSatisfy(finding -> assertThat(finding.outcome()).isInstanceOf(Missing.class));
    }

    private static Outcome outcome(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .outcome();
    }
}
