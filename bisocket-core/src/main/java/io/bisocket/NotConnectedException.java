package io.bisocket;

import org.jspecify.annotations.Nullable;

/** There is no connection now, so nothing was sent; safe to try again when there is one. */
public class NotConnectedException extends RequestRejectedException {

    private static final long serialVersionUID = 1L;

    public NotConnectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
