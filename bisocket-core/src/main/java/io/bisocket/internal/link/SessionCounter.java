package io.bisocket.internal.link;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.MessageType;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what happens in one session, for itself and for the metrics. Thread-safe. */
public final class SessionCounter {

    private final BiSocketMetrics metrics;
    private final LongAdder messagesReceived = new LongAdder();
    private final LongAdder messagesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final Map<SocketRole, Integer> sockets = new EnumMap<>(SocketRole.class);
    private boolean opened;
    private boolean ending;

    public SessionCounter(BiSocketMetrics metrics) {
        this.metrics = metrics;
    }

    /** Both sockets are there. */
    public void opened(String dialect) {
        synchronized (this) {
            opened = true;
        }
        metrics.sessionOpened(dialect);
    }

    /** Sockets that go from now on are not missed. */
    public synchronized void ending() {
        ending = true;
    }

    /** It is over. */
    public void closed(String dialect, @Nullable BiSocketException cause) {
        boolean was;
        synchronized (this) {
            was = opened;
            opened = false;
            ending = true;
        }
        if (was) {
            metrics.sessionClosed(dialect, cause == null ? null : cause.code());
        }
    }

    /** A socket has come. */
    public void socketOpened(SocketInfo socket) {
        SocketRole role = socket.role();
        if (role != null && change(role, 1) == 1 && isGoingOn()) {
            metrics.socketResumed(role);
        }
    }

    /** A socket has gone. */
    public void socketClosed(SocketInfo socket) {
        SocketRole role = socket.role();
        if (role != null && change(role, -1) == 0 && isGoingOn()) {
            metrics.socketLost(role);
        }
    }

    private synchronized int change(SocketRole role, int by) {
        int now = sockets.getOrDefault(role, 0) + by;
        sockets.put(role, now);
        return now;
    }

    private synchronized boolean isGoingOn() {
        return opened && !ending;
    }

    /** A message has been sent; sizes as {@link BiSocketMetrics#messageSent} has them. */
    public void sent(MessageType type, int bytes, int packedBytes) {
        messagesSent.increment();
        bytesSent.add(packedBytes);
        metrics.messageSent(type, bytes, packedBytes);
    }

    /** A message has come. */
    public void received(MessageType type, int bytes, int packedBytes) {
        messagesReceived.increment();
        bytesReceived.add(packedBytes);
        metrics.messageReceived(type, bytes, packedBytes);
    }

    /** Messages wait for credit. */
    public void creditStalled() {
        metrics.creditStalled();
    }

    public long messagesReceived() {
        return messagesReceived.sum();
    }

    public long messagesSent() {
        return messagesSent.sum();
    }

    public long bytesReceived() {
        return bytesReceived.sum();
    }

    public long bytesSent() {
        return bytesSent.sum();
    }

    /** The roles that have a socket. */
    public synchronized Set<SocketRole> sockets() {
        Set<SocketRole> there = EnumSet.noneOf(SocketRole.class);
        sockets.forEach(
                (role, count) -> {
                    if (count > 0) {
                        there.add(role);
                    }
                });
        return there;
    }
}
