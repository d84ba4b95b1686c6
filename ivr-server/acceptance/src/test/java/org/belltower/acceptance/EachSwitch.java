package org.belltower.acceptance;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.freeswitch.FreeSwitchProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Runs a class once for each switch. The system property {@code belltower.switch} chooses: {@code embedded}, {@code freeswitch}
 * or {@code both}. Where there is no FreeSWITCH its half is skipped.
 */
final class EachSwitch implements ClassTemplateInvocationContextProvider {
    private static final String PROPERTY = "belltower.switch";
    private static final String BOTH = "both";
    private static final String NOT_THERE = "skipped: no FreeSWITCH is on the path, and FREESWITCH_HOME names none";

    /** Those that are to be tried. */
    static List<SwitchKind> chosen() {
        String named = System.getProperty(PROPERTY, BOTH);
        if (named.equals(BOTH)) {
            return List.of(SwitchKind.values());
        }
        return List.of(SwitchKind.named(named)
                .orElseThrow(() -> new IllegalArgumentException(
                        PROPERTY + " is '" + named + "' but must be embedded, freeswitch or both")));
    }

    /** Skips the test where this one is not to be tried, or is not there. */
    static void assumeChosen(SwitchKind kind) {
        Assumptions.assumeTrue(chosen().contains(kind), kind + " is not to be tried");
        if (kind == SwitchKind.FREESWITCH) {
            assumeFreeSwitch();
        }
    }

    /** Skips the test where there is none. */
    static void assumeFreeSwitch() {
        Assumptions.assumeTrue(isFreeSwitchThere(), NOT_THERE);
    }

    private static boolean isFreeSwitchThere() {
        return FreeSwitchProcess.program(System.getenv()).isPresent();
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return chosen().stream().map(On::new);
    }

    /** The half of one switch. */
    private record On(SwitchKind kind) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return kind.optionName();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(
                    new Possible(Optional.of(kind)),
                    new Aborted(kind),
                    new GivesKind(kind),
                    new WholeServerExtension(kind));
        }
    }

    /** A test whose constructor is given the server is made before it is asked whether it is to be skipped. */
    private record Aborted(SwitchKind kind) implements TestInstancePreConstructCallback {
        @Override
        public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
            if (kind == SwitchKind.FREESWITCH) {
                assumeFreeSwitch();
            }
        }
    }

    /** Skips what cannot be tried on a switch, and says why. */
    static final class Possible implements ExecutionCondition {
        private final Optional<SwitchKind> kind;

        /** Outside of the halves. */
        Possible() {
            this(Optional.empty());
        }

        private Possible(Optional<SwitchKind> kind) {
            this.kind = kind;
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<OnlyOn> only = context.getElement()
                    .flatMap(Possible::annotation)
                    .or(() -> context.getTestClass().flatMap(Possible::annotation));
            if (only.isPresent() && kind.isPresent() && kind.get() != only.get().value()) {
                return disabled(
                        "only on " + only.get().value() + ": " + only.get().because());
            }
            SwitchKind needed = kind.or(() -> only.map(OnlyOn::value)).orElse(SwitchKind.EMBEDDED);
            if (!chosen().contains(needed)) {
                return disabled(needed + " is not to be tried");
            }
            return needed == SwitchKind.FREESWITCH && !isFreeSwitchThere()
                    ? disabled(NOT_THERE)
                    : enabled(needed.toString());
        }

        private static Optional<OnlyOn> annotation(AnnotatedElement element) {
            return Arrays.stream(element.getAnnotationsByType(OnlyOn.class)).findFirst();
        }
    }

    private record GivesKind(SwitchKind kind) implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SwitchKind.class;
        }

        @Override
        public SwitchKind resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return kind;
        }
    }
}
