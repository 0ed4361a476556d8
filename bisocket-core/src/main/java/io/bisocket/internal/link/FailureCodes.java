package io.bisocket.internal.link;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Under which code a failed call is counted. */
public final class FailureCodes {

    private FailureCodes() {}

    /** The code of a call's failure; null without one. */
    public static @Nullable ErrorCode of(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        Throwable cause = FailureReport.unwrapped(failure);
        if (cause instanceof BiSocketException known) {
            return known.code();
        }
        return cause instanceof CancellationException ? ErrorCode.CANCELLED : ErrorCode.REJECTED;
    }
}
