package io.bisocket;

/**
 * The peer's handler failed. The message says how; a stack trace comes only if the peer opted in.
 */
public class RemoteHandlerException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    private final transient HandlerFailure failure;

    public RemoteHandlerException(HandlerFailure failure) {
        super(ErrorCode.HANDLER_FAILED, failure.toString());
        this.failure = failure;
    }

    /** What the peer said of the failure. */
    public HandlerFailure failure() {
        return failure;
    }
}
