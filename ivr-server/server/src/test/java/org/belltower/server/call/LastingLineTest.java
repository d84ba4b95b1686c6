package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.belltower.voicexml.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LastingLineTest {
    static Stream<Method> methodsOfAPlatform() {
        return Arrays.stream(Platform.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()));
    }

    /** A default of the interface's would keep from the line what a session asks it: for one, to listen to words. */
    @ParameterizedTest
    @MethodSource("methodsOfAPlatform")
    void whateverASessionAsksReachesTheLine(Method asked) {
        assertThat(LastingLine.class.getDeclaredMethods()).anySatisfy(own -> {
            assertThat(own.getName()).isEqualTo(asked.getName());
            assertThat(own.getParameterTypes()).isEqualTo(asked.getParameterTypes());
        });
    }
}
