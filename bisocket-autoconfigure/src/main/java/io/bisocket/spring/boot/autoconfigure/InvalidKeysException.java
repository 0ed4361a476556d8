package io.bisocket.spring.boot.autoconfigure;

/** Keys that cannot be used as the properties have them. Never holds a key. */
final class InvalidKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param message what is wrong, with the name of the property
     * @param action a sentence on what would mend it
     */
    InvalidKeysException(String message, String action) {
        super(message);
        this.action = action;
    }

    /** What would mend it. */
    String action() {
        return action;
    }
}
