package org.belltower.grammar;

/** How many letters part two words, by which the one that was meant is found: put in, left out, replaced, or swapped with the next. */
public final class EditDistance {
    private EditDistance() {}

    /** The distance, or {@code bound + 1} where it is larger than the bound. */
    public static int between(String one, String other, int bound) {
        int width = other.length() + 1;
        int[] twoAgo = new int[width];
        int[] before = new int[width];
        int[] now = new int[width];
        for (int j = 0; j < width; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            now[0] = i;
            int least = i;
            for (int j = 1; j < width; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    best = Math.min(best, twoAgo[j - 2] + 1);
                }
                now[j] = best;
                least = Math.min(least, best);
            }
            if (least > bound) {
                return bound + 1;
            }
            int[] free = twoAgo;
            twoAgo = before;
            before = now;
            now = free;
        }
        return Math.min(before[width - 1], bound + 1);
    }
}
