package io.bisocket;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What is special about one handler. Immutable. */
public final class HandlerOptions {

    private static final HandlerOptions DEFAULTS =
            new HandlerOptions(null, false, null, null, false, 0);

    private final @Nullable Execution execution;
    private final boolean nativeOnly;
    private final @Nullable Compression compression;
    private final @Nullable Executor executor;
    private final boolean onEventLoop;
    private final int maxConcurrent;

    private HandlerOptions(
            @Nullable Execution execution,
            boolean nativeOnly,
            @Nullable Compression compression,
            @Nullable Executor executor,
            boolean onEventLoop,
            int maxConcurrent) {
        this.execution = execution;
        this.nativeOnly = nativeOnly;
        this.compression = compression;
        this.executor = executor;
        this.onEventLoop = onEventLoop;
        this.maxConcurrent = maxConcurrent;
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
                Objects.requireNonNull(execution, "execution"),
                nativeOnly,
                compression,
                executor,
                onEventLoop,
                maxConcurrent);
    }

    /** The handler refuses calls in the Python format. */
    public HandlerOptions nativeOnly() {
        return new HandlerOptions(
                execution, true, compression, executor, onEventLoop, maxConcurrent);
    }

    /**
     * How this handler's replies are compressed, where that differs from the others; {@link
     * Compression#none()} for replies that hold secrets beside what a caller can choose.
     */
    public HandlerOptions compression(Compression compression) {
        return new HandlerOptions(
                execution,
                nativeOnly,
                Objects.requireNonNull(compression, "compression"),
                executor,
                onEventLoop,
                maxConcurrent);
    }

    /**
     * Runs this handler on threads of its own, such as virtual ones, and not on those of the
     * server. Whoever gives the executor shuts it down, after the server has stopped.
     */
    public HandlerOptions executor(Executor executor) {
        return new HandlerOptions(
                execution,
                nativeOnly,
                compression,
                Objects.requireNonNull(executor, "executor"),
                false,
                maxConcurrent);
    }

    /**
     * Runs this handler on the event loop that has read the call, without a change of threads: for
     * handlers that are done in microseconds. All clients of that loop wait meanwhile. Waiting for
     * a peer fails there with {@link IllegalStateException}; so does, with {@link
     * OutboxFullException}, a further reply that there is no room for. A call that had to wait for
     * another, or for its turn, is handled on the thread that ended the wait.
     */
    public HandlerOptions onEventLoop() {
        return new HandlerOptions(execution, nativeOnly, compression, null, true, maxConcurrent);
    }

    /**
     * Runs this handler at most so many times at once, for all peers together. Further calls wait
     * where they are, at the cost of their own peer's limits and of no thread; peers take turns.
     *
     * @param calls 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public HandlerOptions maxConcurrent(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException(
                    "a handler must be let run at least once at a time, but maxConcurrent was "
                            + calls);
        }
        return new HandlerOptions(execution, nativeOnly, compression, executor, onEventLoop, calls);
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

    /** The handler's own threads, else these. */
    public Executor executorOr(Executor usual) {
        return executor != null ? executor : usual;
    }

    /** Whether it runs where calls are read. */
    public boolean isOnEventLoop() {
        return onEventLoop;
    }

    /** How often it may run at once; empty where nothing was set. */
    public OptionalInt maxConcurrent() {
        return maxConcurrent == 0 ? OptionalInt.empty() : OptionalInt.of(maxConcurrent);
    }
}
