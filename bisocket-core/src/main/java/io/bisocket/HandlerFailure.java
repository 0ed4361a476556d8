package io.bisocket;

import org.jspecify.annotations.Nullable;

/**
 * How a handler failed, as its peer is told.
 *
 * @param type the simple name of the exception's type
 * @param message the exception's message, empty when it had none
 * @param method the requested method, where the peer named it
 * @param stackTrace the stack trace, only where the handler's side opted in to send it
 */
public record HandlerFailure(
        String type, String message, @Nullable String method, @Nullable String stackTrace) {

    @Override
    public String toString() {
        return (method == null ? type : type + " handling '" + method + "'") + ": " + message;
    }
}
