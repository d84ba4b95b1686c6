package org.belltower.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one real database a test run, empty before each test. */
public final class SharedDatabase implements BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(SharedDatabase.class);

    private record Running(Path directory, Database database) implements AutoCloseable {
        static Running start() {
            try {
                Path directory = Files.createTempDirectory("belltower-postgres");
                return new Running(directory, PatientDatabase.open(new DatabaseSettings.Embedded(directory)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            database.close();
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException problem) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static Database database(ExtensionContext context) {
        return context.getRoot()
                .getStore(SPACE)
                .computeIfAbsent("running", key -> Running.start(), Running.class)
                .database();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        database(context)
                .inTransaction(handle -> handle.execute(
                        "TRUNCATE calls, call_events, imports, login_attempts, net_values, holdings, customers, plan_names,"
                                + " plans"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return database(context);
    }
}
