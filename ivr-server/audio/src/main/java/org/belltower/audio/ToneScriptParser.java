package org.belltower.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One pass over a tone script. *Confined to one thread.* */
final class ToneScriptParser {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_FREQUENCIES = 4;

    private final String script;
    private final List<ToneScript.Step> steps = new ArrayList<>();
    private double dbfs;
    private OptionalInt keyDbfs = OptionalInt.empty();
    private int keyOn = 250;
    private int keyOff = 50;
    private OptionalInt loops = OptionalInt.of(1);
    private int at;

    ToneScriptParser(String script, double dbfs) {
        this.script = script;
        this.dbfs = dbfs;
    }

    ToneScript parse() {
        if (script.length() > MAX_LENGTH) {
            throw wrong("longer than " + MAX_LENGTH + " characters");
        }
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == ';' || c == ',' || Character.isWhitespace(c)) {
                at++;
            } else if (c == '%') {
                tone();
            } else if (script.startsWith("loops=", at)) {
                at += 6;
                loops();
            } else if (at + 1 < script.length() && script.charAt(at + 1) == '=') {
                at += 2;
                setting(c);
            } else {
                key(c);
            }
            ToneScript.check(steps.isEmpty() ? List.of(new ToneScript.Step(1, 0, List.of())) : steps, script);
        }
        ToneScript.check(steps, script);
        return new ToneScript(steps, loops);
    }

    private void tone() {
        int open = at + 1;
        int close = script.indexOf(')', open);
        if (open >= script.length() || script.charAt(open) != '(' || close < 0) {
            throw wrong("'%' wants (on,off,frequency…)");
        }
        String[] parts = script.substring(open + 1, close).split(",", -1);
        if (parts.length < 3 || parts.length > 2 + MAX_FREQUENCIES) {
            throw wrong("a tone wants on, off and one to four frequencies");
        }
        List<Tones.Sine> sines = new ArrayList<>();
        for (int i = 2; i < parts.length; i++) {
            double hertz = number(parts[i]);
            if (hertz < 0 || hertz >= 4000) {
                throw wrong("a frequency lies below 4000 Hz");
            }
            sines.add(new Tones.Sine(hertz, dbfs));
        }
        steps.add(new ToneScript.Step(millis(number(parts[0])), millis(number(parts[1])), sines));
        at = close + 1;
    }

    private void setting(char name) {
        switch (name) {
            case 'v' -> {
                dbfs = Math.max(-60, Math.min(0, value()));
                keyDbfs = OptionalInt.of((int) dbfs);
            }
            case 'd' -> keyOn = millis(value());
            case 'w' -> keyOff = millis(value());
            case 'l', 'L' -> loops();
            default -> throw wrong("unknown setting '" + name + "='; v, d, w, L and loops are known");
        }
    }

    private void loops() {
        double count = value();
        if (count == 0 || count < -1 || count > 1_000_000) {
            throw wrong("loops are 1 to 1000000, or -1 for ever");
        }
        loops = count < 0 ? OptionalInt.empty() : OptionalInt.of((int) count);
    }

    private void key(char symbol) {
        Optional<DtmfTone> tone = DtmfTone.of(symbol);
        if (tone.isEmpty()) {
            throw wrong("'" + symbol + "' is no key and no setting");
        }
        steps.add(ToneScript.keyStep(tone.get(), keyOn, keyOff, keyDbfs));
        at++;
    }

    private double value() {
        int start = at;
        while (at < script.length() && "+-.0123456789".indexOf(script.charAt(at)) >= 0) {
            at++;
        }
        return number(script.substring(start, at));
    }

    private double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong("'" + text + "' is no number");
        }
        throw wrong("'" + text + "' is out of range");
    }

    private int millis(double value) {
        if (value < 0 || value > ToneScript.MAX_MILLIS) {
            throw wrong("a time lies between 0 and " + ToneScript.MAX_MILLIS + " ms");
        }
        return (int) value;
    }

    private AudioException wrong(String reason) {
        return new AudioException("Tone script '" + script + "', column " + (at + 1) + ": " + reason);
    }
}
