package io.bisocket.internal.protocol;

/**
 * Names that come with one message after the other, so that each is made once and has its hash.
 * Holds a bounded number of short ones; others, and those that another has taken the place of, are
 * made anew. Threads may lose each other's entries, which does no harm.
 */
final class KnownNames {

    private static final int MAX_LENGTH = 64;
    private static final String[] NAMES = new String[256];
    private static final int MULTIPLIER = 31;

    private KnownNames() {}

    /** The text of these bytes, which are ASCII. */
    @SuppressWarnings("deprecation") // The fastest way there is, and right for ASCII.
    static String of(byte[] bytes, int offset, int length) {
        if (length > MAX_LENGTH) {
            return new String(bytes, 0, offset, length);
        }
        int place = place(bytes, offset, length);
        String known = NAMES[place];
        if (known != null && isSame(known, bytes, offset, length)) {
            return known;
        }
        String name = new String(bytes, 0, offset, length);
        NAMES[place] = name;
        return name;
    }

    private static int place(byte[] bytes, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = MULTIPLIER * hash + bytes[i];
        }
        return (hash ^ hash >>> Byte.SIZE ^ hash >>> Short.SIZE) & NAMES.length - 1;
    }

    private static boolean isSame(String known, byte[] bytes, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
