package io.bisocket.internal.transport;

import io.bisocket.Limits;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/**
 * Counts connections, in all and per address, and decides which come in. Those that have not said
 * whose they are, the pending ones, have limits of their own: one too many from its address waits
 * unread for its turn, and while somebody waits, those that keep quiet have to go, the oldest
 * first. Addresses of the loopback interface have no limits of their own. Thread-safe.
 */
final class Admission {

    /** A connection, as seen from here. */
    interface Guest {

        InetAddress address();

        /** Whether it has had its time, and said nothing in it. */
        boolean isQuiet();

        /** It waited; now it is its turn. */
        void proceed();

        /** It has to go. */
        void evict();
    }

    /** What becomes of a connection. */
    enum Verdict {
        ADMITTED,
        WAITS,
        OVER_MAX_CONNECTIONS,
        OVER_MAX_CONNECTIONS_PER_ADDRESS,
        OVER_MAX_PENDING_CONNECTIONS_PER_ADDRESS;

        boolean isRefusal() {
            return compareTo(WAITS) > 0;
        }

        /** The setting that holds the limit, such as {@code max-connections}. */
        String setting() {
            return name().substring("OVER_".length())
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', '-');
        }
    }

    private final Limits limits;
    private final Map<Network, Share> shares = new HashMap<>();
    private final Set<Guest> pending = new LinkedHashSet<>();
    private int connections;
    private int waiting;

    Admission(Limits limits) {
        this.limits = limits;
    }

    /** A connection has come. Unless it is refused, {@link #closed} is to follow. */
    synchronized Verdict admit(Guest guest) {
        Share share = shares.computeIfAbsent(Network.of(guest.address()), key -> share(guest));
        Verdict verdict = judge(share);
        if (verdict.isRefusal()) {
            forgetIfUnused(guest, share);
            return verdict;
        }
        connections++;
        share.connections++;
        if (verdict == Verdict.ADMITTED) {
            startPending(guest, share);
        } else {
            share.waiting.add(guest);
            waiting++;
        }
        return verdict;
    }

    /** A connection has said whose it is. */
    synchronized void identified(Guest guest) {
        endPending(guest);
    }

    /** A connection is closed. */
    synchronized void closed(Guest guest) {
        Share share = shareOf(guest);
        if (share.waiting.remove(guest)) {
            waiting--;
        }
        endPending(guest);
        connections--;
        share.connections--;
        forgetIfUnused(guest, share);
    }

    /** Whether no pending connection is to be added. */
    synchronized boolean isFull() {
        return pending.size() >= limits.maxPendingConnections();
    }

    /** Whether connections wait for their turn. */
    synchronized boolean somebodyWaits() {
        return waiting > 0;
    }

    /** Sends quiet connections away, as many as there are others who wait for their place. */
    synchronized void makeRoom() {
        if (!isFull() && waiting == 0) {
            return;
        }
        for (Guest guest : List.copyOf(pending)) {
            boolean wanted = isFull() || !shareOf(guest).waiting.isEmpty();
            if (wanted && guest.isQuiet()) {
                endPending(guest);
                guest.evict();
            }
        }
    }

    private Verdict judge(Share share) {
        if (connections >= limits.maxConnections()) {
            return Verdict.OVER_MAX_CONNECTIONS;
        }
        if (share.connections >= share.maxConnections) {
            return Verdict.OVER_MAX_CONNECTIONS_PER_ADDRESS;
        }
        if (share.pending < share.maxPending) {
            return Verdict.ADMITTED;
        }
        return share.waiting.size() < limits.maxPendingConnections()
                ? Verdict.WAITS
                : Verdict.OVER_MAX_PENDING_CONNECTIONS_PER_ADDRESS;
    }

    private void startPending(Guest guest, Share share) {
        pending.add(guest);
        share.pending++;
    }

    private void endPending(Guest guest) {
        if (!pending.remove(guest)) {
            return;
        }
        Share share = shareOf(guest);
        share.pending--;
        Guest next = share.waiting.poll();
        if (next != null) {
            waiting--;
            startPending(next, share);
            next.proceed();
        }
    }

    private Share share(Guest guest) {
        return guest.address().isLoopbackAddress()
                ? new Share(Integer.MAX_VALUE, Integer.MAX_VALUE)
                : new Share(
                        limits.maxConnectionsPerAddress(),
                        limits.maxPendingConnectionsPerAddress());
    }

    private Share shareOf(Guest guest) {
        return Objects.requireNonNull(shares.get(Network.of(guest.address())));
    }

    private void forgetIfUnused(Guest guest, Share share) {
        if (share.connections == 0) {
            shares.remove(Network.of(guest.address()));
        }
    }

    /** What one address has, and may have. */
    private static final class Share {

        private final int maxConnections;
        private final int maxPending;
        private final Queue<Guest> waiting = new ArrayDeque<>();
        private int connections;
        private int pending;

        Share(int maxConnections, int maxPending) {
            this.maxConnections = maxConnections;
            this.maxPending = maxPending;
        }
    }
}
