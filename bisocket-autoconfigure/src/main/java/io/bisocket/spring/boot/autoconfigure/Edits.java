package io.bisocket.spring.boot.autoconfigure;

/** How far two texts are from each other. */
final class Edits {

    private Edits() {}

    /**
     * How many characters must be inserted, deleted or replaced, or swapped with the next one, to
     * make one of the other.
     */
    static int between(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            edits[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            edits[i][0] = i;
            for (int j = 1; j <= other.length(); j++) {
                edits[i][j] = next(one, other, i, j, edits);
            }
        }
        return edits[one.length()][other.length()];
    }

    private static int next(String one, String other, int i, int j, int[][] edits) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int fewest =
                Math.min(
                        edits[i - 1][j - 1] + (same ? 0 : 1),
                        1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }

    /**
     * Whether one may be the other misspelt: with so many edits at most, and in no part half of its
     * characters.
     *
     * @param separator what is between the parts of both
     */
    static boolean areAlike(String one, String other, char separator, int most) {
        if (between(one, other) > most) {
            return false;
        }
        String[] ones = one.split("\\" + separator, -1);
        String[] others = other.split("\\" + separator, -1);
        for (int i = 0; ones.length == others.length && i < ones.length; i++) {
            int longest = Math.max(ones[i].length(), others[i].length());
            if (2 * between(ones[i], others[i]) >= longest) {
                return false;
            }
        }
        return true;
    }
}
