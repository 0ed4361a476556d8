package io.bisocket.spring;

/** A method of an interface with {@link BiSocketExchange} that cannot be a call. */
public class InvalidExchangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String method;
    private final String reason;

    /**
     * @param method the method, or the interface
     * @param reason what is wrong with it, and what would be right
     */
    public InvalidExchangeException(String method, String reason) {
        super("%s cannot be called: %s".formatted(method, reason));
        this.method = method;
        this.reason = reason;
    }

    /** The method, or the interface. */
    public String method() {
        return method;
    }

    /** What is wrong with it, and what would be right. */
    public String reason() {
        return reason;
    }
}
