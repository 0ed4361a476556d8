package io.bisocket.spring.boot.autoconfigure;

/** A client that cannot be as the properties have it. */
final class InvalidClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param message what is wrong, with the name of the property
     * @param action a sentence on what would mend it
     */
    InvalidClientException(String message, String action) {
        super(message);
        this.action = action;
    }

    /** What would mend it. */
    String action() {
        return action;
    }
}
