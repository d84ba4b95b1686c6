package org.belltower.server.conformance;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs every case of a folder and prints a line for each; the last line is {@code N passed, M failed, K skipped}. A case that is
 * broken counts as failed. Confined to the main thread.
 */
public final class Conformance {
    /** Why a case is skipped over calls. */
    private static final String NO_CALL = "a grammar alone is tested in memory";

    private final ConformanceFolder folder;
    private final PrintWriter out;
    private final List<CaseResult> results = new ArrayList<>();

    /**
     * A run over the cases of a folder.
     *
     * @throws org.belltower.server.UserError where there are none, or they cannot be read
     */
    public Conformance(Path folder, PrintWriter out) {
        this.folder = ConformanceFolder.read(folder);
        this.out = out;
    }

    /** In memory: a scripted caller without sound. True where none failed. */
    public boolean inMemory() throws InterruptedException {
        var run = new CaseRun();
        for (VoiceXmlCase one : folder.voiceXml()) {
            tell(run.run(one));
        }
        folder.grammars().forEach(grammar -> new GrammarCases(grammar).run().forEach(this::tell));
        return close();
    }

    /**
     * Over real calls with keys and synthesised speech. Grammars alone, which no call is needed for, are skipped. True where none
     * failed.
     *
     * @param data where clips and settings of the server are kept
     * @throws org.belltower.server.UserError where the server cannot start
     */
    public boolean overCalls(Path data) throws InterruptedException {
        try (CallRun run = CallRun.open(data, folder.voiceXml())) {
            for (VoiceXmlCase one : folder.voiceXml()) {
                tell(run.run(one));
            }
        }
        for (Path grammar : folder.grammars()) {
            new GrammarCases(grammar)
                    .run().stream()
                            .map(result -> CaseResult.skipped(result.id(), NO_CALL))
                            .forEach(this::tell);
        }
        return close();
    }

    /** What has come so far. */
    public List<CaseResult> results() {
        return List.copyOf(results);
    }

    private void tell(CaseResult result) {
        results.add(result);
        out.println(result);
        out.flush();
    }

    private boolean close() {
        long passed = results.stream()
                .filter(one -> one.verdict() instanceof CaseResult.Verdict.Passed)
                .count();
        long skipped = results.stream()
                .filter(one -> one.verdict() instanceof CaseResult.Verdict.Skipped)
                .count();
        long failed = results.size() - passed - skipped;
        out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
        out.flush();
        return failed == 0;
    }
}
