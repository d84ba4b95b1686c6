package org.belltower.server.config;

/** What is wrong at a place of the file; {@link ConfigurationFile} adds the file's name and hands it on as a user's error. */
final class ConfigurationMistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Yaml.Place place;

    ConfigurationMistake(Yaml.Place place, String what) {
        super(what);
        this.place = place;
    }

    ConfigurationMistake(Yaml.Place place, String what, Throwable cause) {
        super(what, cause);
        this.place = place;
    }

    String at(String file) {
        return file + ":" + place.line() + ":" + place.column() + ": " + getMessage();
    }
}
