package org.belltower.prompt.readout;

/** Yes or no. <em>Immutable.</em> Spec: VoiceXML 2.0 Appendix P, {@code boolean}. */
final class BooleanReadout implements Readout {
    @Override
    public Reading read(String value, String format, Tongue tongue) {
        return switch (value) {
            case "true" -> new Reading.Words(tongue == Tongue.CHINESE ? "是" : "yes");
            case "false" -> new Reading.Words(tongue == Tongue.CHINESE ? "否" : "no");
            default -> new Reading.Refused("the value is neither true nor false");
        };
    }
}
