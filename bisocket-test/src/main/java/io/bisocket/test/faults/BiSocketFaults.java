package io.bisocket.test.faults;

import io.bisocket.SocketRole;
import io.bisocket.Transport;
import io.bisocket.internal.transport.NettyTransport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the network bad, at the moment that a test chooses. Everything that is given {@link
 * #transport()} is concerned, and nothing else. Thread-safe, but not to be called on an event loop.
 *
 * <pre>{@code
 * faults.loseSocket(SocketRole.SEND);
 * try (Fault outage = faults.cut()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>What happens at once has happened when the method returns: the sockets are closed at both
 * ends. What lasts does so until its {@link Fault} is closed, or {@link #heal()} is called; several
 * faults may last at once. Nothing is altered, doubled or left out, since the encryption would
 * notice and end the connection, which is the same as losing it.
 *
 * <p>Refusing, stalling and delaying concern connections that are made over this transport. Those
 * that come from another process to a server on it can be lost, and their sessions too.
 */
public final class BiSocketFaults {

    private final Conditions conditions = new Conditions();
    private final OpenChannels channels = new OpenChannels();
    private final FaultyTransport transport;

    private BiSocketFaults(NettyTransport transport) {
        this.transport = new FaultyTransport(transport, conditions, channels);
    }

    /**
     * A network that is good so far.
     *
     * @param transport what really carries the bytes
     */
    public static BiSocketFaults on(Transport transport) {
        return new BiSocketFaults(NettyTransport.of(transport));
    }

    /** What servers and clients are to be given. */
    public Transport transport() {
        return transport;
    }

    /**
     * Closes every client's socket of this role, as a network does that drops it. In the native
     * format clients resume their sessions; in the Python format the connection is lost.
     */
    public void loseSocket(SocketRole role) {
        channels.close(handler -> handler.role() == role);
    }

    /** Closes every socket. */
    public void loseSockets() {
        channels.close(handler -> true);
    }

    /**
     * Has servers forget all sessions and lose all sockets, as a restart does: what is under way
     * fails with {@link io.bisocket.SessionLostException}, and clients open new sessions. Where no
     * server is on this transport its clients forget.
     */
    public void loseSessions() {
        channels.loseSessions();
    }

    /** Refuses new connections; those that there are stay. */
    public Fault refuseConnections() {
        return conditions.add(Condition.refusing(), channels);
    }

    /** Closes every socket and refuses new ones. */
    public Fault cut() {
        Fault refusal = refuseConnections();
        loseSockets();
        return refusal;
    }

    /** Ends the servers as if their process had been killed: sessions, sockets, and no new ones. */
    public Fault serverDown() {
        Fault refusal = refuseConnections();
        loseSessions();
        return refusal;
    }

    /** Lets nothing through in either direction; connections stay open, and nothing is lost. */
    public Fault stall() {
        return stallSocket(null);
    }

    /** As {@link #stall()}, for clients' sockets of this role alone. */
    public Fault stall(SocketRole role) {
        return stallSocket(role);
    }

    private Fault stallSocket(@Nullable SocketRole role) {
        return conditions.add(Condition.stalling(role), channels);
    }

    /**
     * Lets everything through later, in each direction.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Fault delay(Duration delay) {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("a delay must be more than zero but was " + delay);
        }
        return conditions.add(Condition.delaying(delay), channels);
    }

    /** Mends everything that lasts. */
    public void heal() {
        conditions.clear();
    }

    /**
     * How many sockets are connected; where server and clients share the transport, both ends
     * count.
     */
    public int openSockets() {
        return channels.count();
    }
}
