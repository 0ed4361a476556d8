package io.bisocket.internal.link;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A call that was made came to nothing because of a payload. Where a handler made that call, it is
 * no fault of what the handler was given.
 */
public final class PeerFailure extends BiSocketException {

    private static final long serialVersionUID = 1L;

    public PeerFailure(String message, @Nullable Throwable cause) {
        super(ErrorCode.BAD_PAYLOAD, message, cause);
    }
}
