package io.bisocket.spring.observation;

import io.bisocket.BiSocketException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** How a call ended, in one word. */
final class Outcomes {

    private Outcomes() {}

    static String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "success";
        }
        if (failure instanceof BiSocketException known) {
            return known.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return failure instanceof CancellationException ? "cancelled" : "failed";
    }

    /** What a stage failed with. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
