package org.belltower.prompt.readout;

/**
 * A telephone number, with an extension after {@code x}: 转 in Chinese, "extension" in English. <em>Immutable.</em>
 *
 * <p>Spec: VoiceXML 2.0 Appendix P, {@code phone}.
 */
final class TelephoneReadout implements Readout {
    @Override
    public Reading read(String value, String format, Tongue tongue) {
        String number = value.startsWith("+") ? value.substring(1) : value;
        int x = number.indexOf('x');
        String main = x < 0 ? number : number.substring(0, x);
        Reading line = new DigitsReadout().read(main, format.isEmpty() ? "telephone" : format, tongue);
        if (x < 0 || !(line instanceof Reading.Words spokenLine)) {
            return line;
        }
        Reading extension = new DigitsReadout().read(number.substring(x + 1), "telephone", tongue);
        if (!(extension instanceof Reading.Words spokenExtension)) {
            return extension;
        }
        return new Reading.Words(spokenLine.text()
                + switch (tongue) {
                    case CHINESE -> "转";
                    case ENGLISH -> " extension ";
                }
                + spokenExtension.text());
    }
}
