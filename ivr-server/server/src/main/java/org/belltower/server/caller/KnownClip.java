package org.belltower.server.caller;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A clip that may be heard. <i>Immutable.</i>
 *
 * @param wav 8 kHz
 * @param text what is spoken in it
 */
public record KnownClip(Path wav, String text, Locale language) {}
