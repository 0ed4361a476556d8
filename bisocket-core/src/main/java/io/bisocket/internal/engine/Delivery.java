package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An item for a consumer, who gives it back its place when it has taken it: until then it holds
 * credit, and no more than a window of items comes. To be used on the session's thread alone.
 */
public final class Delivery {

    private final @Nullable Content content;
    private final @Nullable Failure failure;
    private @Nullable Runnable release;

    private Delivery(
            @Nullable Content content, @Nullable Failure failure, @Nullable Runnable release) {
        this.content = content;
        this.failure = failure;
        this.release = release;
    }

    static Delivery of(Content content, Runnable release) {
        return new Delivery(content, null, release);
    }

    static Delivery of(Failure failure, Runnable release) {
        return new Delivery(null, failure, release);
    }

    /** How the handling of a send failed; null if this is a content. */
    public @Nullable Failure failure() {
        return failure;
    }

    /**
     * What came.
     *
     * @throws IllegalStateException if this is a failure
     */
    public Content content() {
        if (content == null) {
            throw new IllegalStateException("this delivery is a failure: " + failure);
        }
        return content;
    }

    /** The consumer has taken it. Does nothing the second time. */
    public void release() {
        Runnable once = release;
        release = null;
        if (once != null) {
            once.run();
        }
    }
}
