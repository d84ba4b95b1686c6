package org.belltower.speech.marytts;

import marytts.config.LanguageConfig;
import marytts.exceptions.MaryConfigurationException;

/**
 * American English for MaryTTS. <em>Immutable.</em> Public because {@link java.util.ServiceLoader} makes it; extends a
 * library class because MaryTTS asks for that.
 */
public final class EnglishConfiguration extends LanguageConfig {
    public EnglishConfiguration() throws MaryConfigurationException {
        super(ConfigurationLoader.resource("english.config"));
    }
}
