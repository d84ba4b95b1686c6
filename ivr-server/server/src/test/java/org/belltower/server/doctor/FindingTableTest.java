package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTableTest {
    @Test
    void findingsStandInColumnsWithTheirRemediesBelow() {
        String table = FindingTable.render(List.of(
                Finding.ok("JDK", "25.0.1"),
                Finding.warning("SIP port", "UDP 127.0.0.1:5060 is in use by sipp (process 7)", "stop it"),
                Finding.missing("espeak-ng", "not installed", "apt-get install espeak-ng")));

        assertThat(table).isEqualTo("""
                ok       JDK        25.0.1
                warning  SIP port   UDP 127.0.0.1:5060 is in use by sipp (process 7)
                                    -> stop it
                missing  espeak-ng  not installed
                                    -> apt-get install espeak-ng
                The server cannot run: 1 missing, 1 to look at.
                """);
    }

    @Test
    void theLastLineSumsUp() {
        assertThat(FindingTable.render(List.of())).isEqualTo("Everything is there.\n");
        assertThat(FindingTable.render(List.of(Finding.warning("a", "b", "c"))))
                .endsWith("The server can run; 1 to look at.\n");
    }

    @Test
    void theLastLineIsOfWhatWasLookedAt() {
        assertThat(FindingTable.render(List.of(Finding.missing("clips", "b", "c")), FindingTable.Verdict.FREESWITCH))
                .endsWith("FreeSWITCH cannot bring the calls like this: 1 missing, 0 to look at.\n");
        assertThat(FindingTable.render(List.of(Finding.warning("log", "b", "c")), FindingTable.Verdict.FREESWITCH))
                .endsWith("FreeSWITCH can bring the calls; 1 to look at.\n");
    }

    @Test
    void whatAProgramPrintedStaysInItsLine() {
        assertThat(FindingTable.render(List.of(Finding.ok("a", "one\ntwo\u001b[31m"))))
                .startsWith("ok       a  one two [31m\n");
    }
}
