package org.belltower.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a server that all of them share, one for each switch; it starts with the first and stops after the last. The embedded
 * switch's is for classes that do not say {@link OnEachSwitch}.
 */
final class WholeServerExtension implements ParameterResolver {
    /** The figures of this seed are not written in any test: tests read the row. */
    private static final long SEED = 20_261_120;

    private final SwitchKind kind;

    WholeServerExtension() {
        this(SwitchKind.EMBEDDED);
    }

    WholeServerExtension(SwitchKind kind) {
        this.kind = kind;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WholeServer.class;
    }

    @Override
    public WholeServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (kind == SwitchKind.FREESWITCH) {
            EachSwitch.assumeFreeSwitch();
        }
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(WholeServer.class))
                .computeIfAbsent(kind, WholeServerExtension::start, WholeServer.class);
    }

    private static WholeServer start(SwitchKind kind) {
        try {
            Path data = Files.createTempDirectory("belltower-acceptance-");
            return WholeServer.start(kind, WholeServer.configuration(data), SEED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
