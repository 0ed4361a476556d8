package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import io.bisocket.HandlerFailure;
import io.bisocket.NoHandlerException;
import io.bisocket.RemoteHandlerException;
import org.jspecify.annotations.Nullable;

/** From what a server reports to what its caller is thrown. */
final class RemoteFailures {

    private static final String NO_HANDLER = NoHandlerException.class.getSimpleName();

    private RemoteFailures() {}

    /**
     * The exception for a failure.
     *
     * @param method the method that was called, where that is known
     */
    static BiSocketException toException(HandlerFailure failure, @Nullable String method) {
        return failure.type().equals(NO_HANDLER) && method != null
                ? new NoHandlerException(method)
                : new RemoteHandlerException(failure);
    }
}
