package io.bisocket.spring;

/** A method with {@link BiSocketHandler} that cannot handle requests. */
public class InvalidHandlerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String handler;
    private final String reason;

    /**
     * @param handler the method and its bean
     * @param reason what is wrong with it, and what would be right
     */
    public InvalidHandlerException(String handler, String reason) {
        super("%s cannot handle requests: %s".formatted(handler, reason));
        this.handler = handler;
        this.reason = reason;
    }

    /** The method and its bean. */
    public String handler() {
        return handler;
    }

    /** What is wrong with it, and what would be right. */
    public String reason() {
        return reason;
    }
}
