package io.bisocket;

/** The peer has no handler for the requested method; nothing was processed. */
public class NoHandlerException extends RequestRejectedException {

    private static final long serialVersionUID = 1L;

    private final String method;

    public NoHandlerException(String method) {
        super(ErrorCode.NO_HANDLER, "no handler for method '" + method + "'", null);
        this.method = method;
    }

    /** The method name that no handler has. */
    public String method() {
        return method;
    }
}
