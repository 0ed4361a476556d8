package io.bisocket;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is special about one handler. Immutable. */
public final class HandlerOptions {

    private static final HandlerOptions DEFAULTS = new HandlerOptions(null, false);

    private final @Nullable Execution execution;
    private final boolean nativeOnly;

    private HandlerOptions(@Nullable Execution execution, boolean nativeOnly) {
        this.execution = execution;
        this.nativeOnly = nativeOnly;
    }

    /** Nothing special. */
    public static HandlerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * In which order this handler's calls from one peer are handled, where that differs from the
     * others.
     */
    public HandlerOptions execution(Execution execution) {
        return new HandlerOptions(Objects.requireNonNull(execution, "execution"), nativeOnly);
    }

    /** The handler refuses calls in the Python format. */
    public HandlerOptions nativeOnly() {
        return new HandlerOptions(execution, true);
    }

    /** The order that was set, else this one. */
    public Execution executionOr(Execution usual) {
        return execution != null ? execution : usual;
    }

    /** Whether calls in the Python format are refused. */
    public boolean isNativeOnly() {
        return nativeOnly;
    }
}
