package io.bisocket.internal.python;

import java.util.EnumSet;
import java.util.Set;

/** Reads a client's requests while nobody has a reason against it. Thread-safe. */
final class CallGate {

    /** Why no request is read. */
    enum Reason {
        /** The pair is not linked, or no longer. */
        NOT_OPEN,
        /** The client has said goodbye, or this end is about to. */
        ENDED,
        /** The session wants no more for now. */
        NOT_WANTED,
        /** The last acknowledgement has not left: the client does not read. */
        ACKNOWLEDGEMENT_WAITS,
        /** Much waits to be sent to the client. */
        OUTBOX
    }

    private final PythonServerSocket socket;
    private final Set<Reason> reasons = EnumSet.of(Reason.NOT_OPEN);

    /**
     * @param socket a send socket that is not being read
     */
    CallGate(PythonServerSocket socket) {
        this.socket = socket;
    }

    void close(Reason reason) {
        synchronized (reasons) {
            reasons.add(reason);
        }
        apply();
    }

    void open(Reason reason) {
        synchronized (reasons) {
            reasons.remove(reason);
        }
        apply();
    }

    boolean isClosed(Reason reason) {
        synchronized (reasons) {
            return reasons.contains(reason);
        }
    }

    private void apply() {
        if (socket.loop().inEventLoop()) {
            socket.wire().read(isOpen());
        } else {
            socket.loop().execute(this::apply);
        }
    }

    private boolean isOpen() {
        synchronized (reasons) {
            return reasons.isEmpty();
        }
    }
}
