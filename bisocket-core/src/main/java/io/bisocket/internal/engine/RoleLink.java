package io.bisocket.internal.engine;

import io.bisocket.SocketRole;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one role over the life of a session: one at a time, the newest wins.
 *
 * <pre>
 *  detached ──attach──► attached ──lost, replaced──► detached ──window──► session lost
 * </pre>
 */
final class RoleLink {

    final SocketRole role;
    final Alarm window;
    private @Nullable Attachment current;
    private long number;
    private boolean everAttached;

    /**
     * @param window rings when the role has been without a socket for too long
     */
    RoleLink(SocketRole role, Alarm window) {
        this.role = role;
        this.window = window;
    }

    /** A number for the next attempt to attach. */
    long nextNumber() {
        return ++number;
    }

    /** Takes the number of the peer's attempt, if it is newer than any before. */
    boolean accept(long newer) {
        if (newer <= number) {
            return false;
        }
        number = newer;
        return true;
    }

    boolean isLatest(long candidate) {
        return candidate == number;
    }

    void attach(Attachment attachment) {
        current = attachment;
        everAttached = true;
    }

    /** Ends the socket's time. Returns false if it was over before. */
    boolean detach(Attachment attachment) {
        if (current != attachment) {
            return false;
        }
        current = null;
        return true;
    }

    @Nullable Attachment current() {
        return current;
    }

    boolean isAttached() {
        return current != null;
    }

    boolean wasEverAttached() {
        return everAttached;
    }

    void wake() {
        if (current != null) {
            current.wake();
        }
    }

    void busy() {
        if (current != null) {
            current.busy();
        }
    }
}
