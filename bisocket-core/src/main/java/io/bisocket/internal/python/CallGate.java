package io.bisocket.internal.python;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a client's requests while nobody has a reason against it. Thread-safe. */
final class CallGate {

    /** Why no request is read. */
    enum Reason {
        /** The pair is not linked, or no longer. */
        NOT_OPEN(1 << 0),
        /** The client has said goodbye, or this end is about to. */
        ENDED(1 << 1),
        /** The session wants no more for now. */
        NOT_WANTED(1 << 2),
        /** Many acknowledgements have not left: the client does not read them. */
        ACKNOWLEDGEMENT_WAITS(1 << 3),
        /** Much waits to be sent to the client. */
        OUTBOX(1 << 4);

        private final int bit;

        Reason(int bit) {
            this.bit = bit;
        }
    }

    /** How many bytes of acknowledgements may wait until a client counts as not reading them. */
    static final int MOST_ACKNOWLEDGEMENTS = 16 * 1024;

    private final PythonSocket socket;
    private final EventLoop loop;
    private final AtomicInteger reasons = new AtomicInteger(Reason.NOT_OPEN.bit);

    /**
     * @param socket a send socket that is not being read
     */
    CallGate(PythonSocket socket) {
        this.socket = socket;
        this.loop = socket.channel().eventLoop();
    }

    void close(Reason reason) {
        int bit = reason.bit;
        if ((reasons.getAndUpdate(before -> before | bit) & bit) == 0) {
            apply();
        }
    }

    void open(Reason reason) {
        int bit = reason.bit;
        if ((reasons.getAndUpdate(before -> before & ~bit) & bit) != 0) {
            apply();
        }
    }

    boolean isClosed(Reason reason) {
        return (reasons.get() & reason.bit) != 0;
    }

    /** Acknowledges the request that has been read; on the event loop. */
    void acknowledge() {
        CompletableFuture<Void> sent = socket.acknowledge();
        if (socket.queuedBytes() > MOST_ACKNOWLEDGEMENTS) {
            close(Reason.ACKNOWLEDGEMENT_WAITS);
            sent.thenRun(() -> open(Reason.ACKNOWLEDGEMENT_WAITS));
        }
    }

    private void apply() {
        if (loop.inEventLoop()) {
            socket.read(isOpen());
        } else {
            loop.execute(this::apply);
        }
    }

    private boolean isOpen() {
        return reasons.get() == 0;
    }
}
