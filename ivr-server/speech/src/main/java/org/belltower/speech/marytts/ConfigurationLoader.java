package org.belltower.speech.marytts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import marytts.config.MaryConfig;
import marytts.exceptions.MaryConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Shows MaryTTS this room's list of configurations instead of the lists in its jars, which name modules that need
 * libraries that are not there. <em>Thread-safe.</em>
 *
 * <p>MaryTTS finds its configurations once, through the context class loader of the thread that first touches
 * {@link MaryConfig}.
 */
final class ConfigurationLoader extends ClassLoader {
    private static final String SERVICE = "META-INF/services/" + MaryConfig.class.getName();
    private static final String LIST = "configurations";

    private ConfigurationLoader(ClassLoader parent) {
        super(parent);
    }

    /** Makes MaryTTS find its configurations; harmless when it has found them before. */
    static void apply() throws MaryConfigurationException {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(new ConfigurationLoader(ConfigurationLoader.class.getClassLoader()));
        try {
            MaryConfig.checkConsistency();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (name.equals(SERVICE)) {
            return Collections.enumeration(List.of(url(LIST)));
        }
        return super.getResources(name);
    }

    private static URL url(String name) {
        @Nullable URL url = ConfigurationLoader.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException(name + " is missing from the build; build again");
        }
        return url;
    }

    static InputStream resource(String name) throws MaryConfigurationException {
        @Nullable InputStream in = ConfigurationLoader.class.getResourceAsStream(name);
        if (in == null) {
            throw new MaryConfigurationException(name + " is missing from the build; build again");
        }
        return in;
    }
}
