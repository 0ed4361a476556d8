package io.bisocket;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is special about one handler. Immutable. */
public final class HandlerOptions {

    private static final HandlerOptions DEFAULTS = new HandlerOptions(null, false, null);

    private final @Nullable Execution execution;
    private final boolean nativeOnly;
    private final @Nullable Compression compression;

    private HandlerOptions(
            @Nullable Execution execution, boolean nativeOnly, @Nullable Compression compression) {
        this.execution = execution;
        this.nativeOnly = nativeOnly;
        this.compression = compression;
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
        return new HandlerOptions(
                Objects.requireNonNull(execution, "execution"), nativeOnly, compression);
    }

    /** The handler refuses calls in the Python format. */
    public HandlerOptions nativeOnly() {
        return new HandlerOptions(execution, true, compression);
    }

    /**
     * How this handler's replies are compressed, where that differs from the others; {@link
     * Compression#none()} for replies that hold secrets beside what a caller can choose.
     */
    public HandlerOptions compression(Compression compression) {
        return new HandlerOptions(
                execution, nativeOnly, Objects.requireNonNull(compression, "compression"));
    }

    /** The compression of replies that was set; null if none was. */
    public @Nullable Compression compression() {
        return compression;
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
