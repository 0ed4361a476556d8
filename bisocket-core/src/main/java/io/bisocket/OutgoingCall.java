package io.bisocket;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call that is about to be sent. Used by {@link CallInterceptor}s alone; not thread-safe. */
public interface OutgoingCall {

    /** What the caller waits for. */
    CallKind kind();

    /** The method that is called. */
    String method();

    /** Whom it is for. */
    Peer peer();

    /** The headers so far, in order. */
    Map<String, String> headers();

    /** Whether the peer's format has headers; the Python format has none, and refuses them. */
    boolean carriesHeaders();

    /** Adds a header, or replaces the one of this name. */
    OutgoingCall header(String name, String value);

    /** How long the caller waits; empty for sends, and for streams without an end. */
    Optional<Duration> timeout();

    /**
     * Sets how long the caller waits; changes nothing for sends.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    OutgoingCall timeout(Duration timeout);

    /**
     * Has a task run when the call is over, once: a send when it was accepted, a request with its
     * reply, a stream with its last item. Possibly on an event loop, so it must not block. Tasks
     * run in the opposite order of their registration.
     *
     * @param task given what the call failed with, a {@link
     *     java.util.concurrent.CancellationException} where the caller lost interest, and null if
     *     it went well
     */
    void onEnd(Consumer<@Nullable Throwable> task);
}
