package org.belltower.server.conversation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.grammar.DtmfMatcher;
import org.belltower.grammar.Key;
import org.belltower.voicexml.InputRequest;

/** A person at a terminal: reads what is said and types keys or words. Confined to the main thread. */
public final class TerminalCaller implements Caller {
    /** What a person may type, in one line. */
    public static final String HELP =
            "type keys (0-9 * #) or words, which are also what is recorded; /silence or an empty line waits, /keys shows what the"
                    + " hotline takes now, /hangup or end of file ends the call";

    private final BufferedReader in;
    private final PrintWriter out;

    public TerminalCaller(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void hears(List<String> words) {
        out.println("hotline  " + RenderedWords.line(words));
        out.flush();
    }

    @Override
    public CallerAct next(InputRequest request) {
        while (true) {
            out.print("you      ");
            out.flush();
            String line = read();
            switch (line) {
                case "", "/silence" -> {
                    return new CallerAct.Silence();
                }
                case "/hangup" -> {
                    return new CallerAct.HangUp();
                }
                case "/keys" -> out.println("         " + keys(request));
                default -> {
                    if (!line.startsWith("/")) {
                        return line.replace(" ", "").matches("[0-9*#A-D]+")
                                ? new CallerAct.Keys(line.replace(" ", ""))
                                : new CallerAct.Words(line);
                    }
                    out.println("         " + HELP);
                }
            }
        }
    }

    private String read() {
        try {
            String line = in.readLine();
            if (line == null) {
                out.println();
                return "/hangup";
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be read", e);
        }
    }

    private static String keys(InputRequest request) {
        Set<Key> keys = DtmfMatcher.of(request.grammars()).expected();
        return keys.isEmpty()
                ? "no keys"
                : keys.stream().map(key -> String.valueOf(key.symbol())).collect(Collectors.joining(" "));
    }
}
