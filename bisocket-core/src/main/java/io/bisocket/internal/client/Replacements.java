package io.bisocket.internal.client;

import io.bisocket.BiSocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Those who want the link replaced by one that is begun after their wish, and wait for the former
 * one's end. Not thread-safe.
 */
final class Replacements {

    private Waiters waiting = new Waiters();
    private boolean attemptIsOld;

    /**
     * Somebody wants another link.
     *
     * @param attempting whether an attempt is under way: it is too old then
     */
    void add(CompletableFuture<Void> waiter, boolean attempting) {
        waiting.add(waiter);
        attemptIsOld |= attempting;
    }

    /** An attempt begins. */
    void begin() {
        attemptIsOld = false;
    }

    /** Whether the link that is there now is older than a wish. */
    boolean wantAnother() {
        return attemptIsOld;
    }

    /**
     * There is another link.
     *
     * @param formerClosed completes when the former one is closed
     */
    void replaced(CompletableFuture<Void> formerClosed, Executor loop) {
        if (!attemptIsOld) {
            Waiters told = waiting;
            waiting = new Waiters();
            formerClosed.thenRunAsync(told::succeed, loop);
        }
    }

    /** There is a link, and no former one. */
    void nothingToReplace() {
        if (!attemptIsOld) {
            waiting.succeed();
        }
    }

    /** There is no link, and none is sought. */
    void giveUp() {
        waiting.succeed();
    }

    void fail(BiSocketException cause) {
        waiting.fail(cause);
    }
}
