package org.belltower.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a server that all of them share; it starts with the first and stops after the last. */
final class WholeServerExtension implements ParameterResolver {
    /** The figures of this seed are not written in any test: tests read the row. */
    private static final long SEED = 20_261_120;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WholeServer.class;
    }

    @Override
    public WholeServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(WholeServer.class, key -> start(), WholeServer.class);
    }

    private static WholeServer start() {
        try {
            Path data = Files.createTempDirectory("belltower-acceptance-");
            return WholeServer.start(WholeServer.configuration(data), SEED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
