package org.belltower.speech.marytts;

import marytts.config.MaryConfig;
import marytts.exceptions.MaryConfigurationException;

/**
 * The part of MaryTTS that no language owns. <em>Immutable.</em> Public because {@link java.util.ServiceLoader} makes it;
 * extends a library class because MaryTTS asks for that.
 */
public final class BaseConfiguration extends MaryConfig {
    public BaseConfiguration() throws MaryConfigurationException {
        super(ConfigurationLoader.resource("base.config"));
    }

    @Override
    public boolean isMainConfig() {
        return true;
    }
}
