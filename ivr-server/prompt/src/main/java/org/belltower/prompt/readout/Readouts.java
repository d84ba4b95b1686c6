package org.belltower.prompt.readout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The readouts by the name that {@code interpret-as} gives them. <em>Immutable.</em> */
public final class Readouts {
    private final Map<String, Readout> byName;

    private Readouts(Map<String, Readout> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Every readout there is; a further one is its own file and a line here. */
    public static Readouts standard() {
        return new Readouts(Map.of())
                .with(new IntegerReadout(), "integer")
                .with(new NumberReadout(), "number", "cardinal", "vxml:number")
                .with(new OrdinalReadout(), "ordinal")
                .with(new MoneyReadout(), "money", "currency", "vxml:currency")
                .with(new NetValueReadout(), "net-value")
                .with(new PercentageReadout(), "percentage", "percent")
                .with(new DigitsReadout(), "digits", "vxml:digits")
                .with(new TelephoneReadout(), "telephone", "phone", "vxml:phone")
                .with(new CharactersReadout(), "characters", "spell-out")
                .with(new DateReadout(), "date", "vxml:date")
                .with(new TimeReadout(), "time", "vxml:time")
                .with(new BooleanReadout(), "boolean", "vxml:boolean");
    }

    /** These readouts and one more; a name that is taken goes to the new one. */
    public Readouts with(Readout readout, String... names) {
        Map<String, Readout> all = new HashMap<>(byName);
        Arrays.stream(names).forEach(name -> all.put(name, readout));
        return new Readouts(all);
    }

    /** What {@code interpret-as} may be. */
    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /**
     * Says a value.
     *
     * @param interpretAs the name of the readout
     * @param value the value, surrounding white space does not count
     * @param format the readout's own, empty for its default
     * @param language a language without number words is refused
     */
    public Reading read(String interpretAs, String value, String format, Locale language) {
        Optional<Readout> readout = Optional.ofNullable(byName.get(interpretAs));
        if (readout.isEmpty()) {
            return new Reading.Refused(
                    "there is no readout '" + interpretAs + "'; known are " + String.join(", ", names()));
        }
        Optional<Tongue> tongue = Tongue.of(language);
        if (tongue.isEmpty()) {
            return new Reading.Refused(
                    "values cannot be read out in '" + language.toLanguageTag() + "'; use zh-CN or en-US",
                    Optional.of(language));
        }
        return readout.get().read(value.strip(), format.strip(), tongue.get());
    }
}
