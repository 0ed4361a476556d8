package io.bisocket.internal.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A client's calls that were sent and are not acknowledged yet, in order. An acknowledgement does
 * not say which call it is for: it is for the oldest. On the event loop.
 *
 * <p>What is in the window when the connection is lost may or may not have been processed, and
 * nobody can take it back any more; so it is no larger than it takes to keep a connection busy. A
 * single call is always let in.
 */
final class CallWindow {

    /** How many calls may be unacknowledged. */
    static final int CALLS = 128;

    /** How many bytes they may take. */
    static final int BYTES = 64 * 1024;

    private final Queue<QueuedCall> calls = new ArrayDeque<>();
    private int bytes;

    /** How large the next call may be; less than any call if there may be none. */
    int room() {
        if (calls.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        return calls.size() < CALLS ? BYTES - bytes : 0;
    }

    void add(QueuedCall call) {
        calls.add(call);
        bytes += call.size();
    }

    /** The oldest; null if there is none. */
    @Nullable QueuedCall oldest() {
        return calls.peek();
    }

    /** Takes the oldest; null if there is none. */
    @Nullable QueuedCall poll() {
        QueuedCall call = calls.poll();
        if (call != null) {
            bytes -= call.size();
        }
        return call;
    }

    /** Takes out a call that was not sent after all. */
    void remove(QueuedCall call) {
        if (calls.remove(call)) {
            bytes -= call.size();
        }
    }

    /** Takes all. */
    List<QueuedCall> clear() {
        List<QueuedCall> all = new ArrayList<>(calls);
        calls.clear();
        bytes = 0;
        return all;
    }
}
