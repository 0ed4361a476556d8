package io.bisocket.internal.link;

/** What is to be known of a format by its name. */
public final class Dialects {

    private static final String PYTHON = "python/";

    private Dialects() {}

    /** Whether this is the Python format, in whatever mode. */
    public static boolean isPython(String dialect) {
        return dialect.startsWith(PYTHON);
    }
}
