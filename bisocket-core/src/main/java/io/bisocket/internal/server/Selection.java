package io.bisocket.internal.server;

/** Which clients are meant, whoever and wherever they are by then. */
sealed interface Selection {

    /** Every client. */
    record All() implements Selection {}

    /** Those that have joined a group. */
    record Group(String name) implements Selection {

        private static final int LONGEST_NAME = 255;

        public Group {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "the name of a group must not be blank, and have at most %d characters, but had %d"
                                .formatted(LONGEST_NAME, name.length()));
            }
        }
    }

    /** Those whose principal has a name. */
    record User(String name) implements Selection {}
}
