package io.bisocket;

/** The request was cancelled before it was answered; whether it was processed is unknown. */
public class RequestCancelledException extends BiSocketException {

    private static final long serialVersionUID = 1L;

    public RequestCancelledException(String message) {
        super(ErrorCode.CANCELLED, message);
    }
}
