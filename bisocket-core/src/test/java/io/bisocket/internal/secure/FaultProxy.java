package io.bisocket.internal.secure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bad network: a TCP proxy on loopback that knows where hello, reply and records begin and end,
 * but no key, and spoils them by a plan. Two threads for each connection. Thread-safe.
 *
 * <pre>
 *   client ══► TO_SERVER: hello, record, record, … ══► server
 *          ◄══ TO_CLIENT: reply, record, record, … ◄══
 * </pre>
 */
public final class FaultProxy implements AutoCloseable {

    /** Where a unit goes. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT;

        Direction opposite() {
            return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
        }
    }

    /** A fault that has been done. */
    public record Injected(int connection, Direction direction, int unit, Fault fault) {}

    private static final Logger log = LoggerFactory.getLogger(FaultProxy.class);

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final List<ProxyConnection> connections = new CopyOnWriteArrayList<>();
    private final List<Injected> injected = new CopyOnWriteArrayList<>();
    private final ProxyGate gate = new ProxyGate();
    private volatile FaultPlan plan = FaultPlan.NONE;
    private volatile boolean refusing;

    private FaultProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        ProxyConnection.thread("fault-proxy-accept", this::accept);
    }

    /** A proxy that spoils nothing yet, on a free port. */
    public static FaultProxy to(String host, int port) {
        try {
            return new FaultProxy(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new IllegalStateException("the proxy cannot listen", e);
        }
    }

    /** Where clients connect to, on 127.0.0.1. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Spoils by this plan from now on. */
    public FaultProxy plan(FaultPlan next) {
        plan = next;
        return this;
    }

    /** As {@link FaultPlan#seeded}, with the seed in the log. */
    public FaultProxy seeded(long seed, int oneIn, List<Fault.Kind> kinds) {
        log.info("Faults by seed {}, one in {} of {}", seed, oneIn, kinds);
        return plan(FaultPlan.seeded(seed, oneIn, kinds));
    }

    /** Closes every new connection at once while this is true. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** Resets all connections now. */
    public void resetAll() {
        connections.forEach(ProxyConnection::reset);
    }

    /** Closes all connections now, in good order but wherever they are. */
    public void closeAll() {
        connections.forEach(ProxyConnection::close);
    }

    /** Sends nothing on in this direction until {@link #resume}; what was begun is finished. */
    public void pause(Direction direction) {
        gate.pause(direction);
    }

    /** Goes on in both directions. */
    public void resume() {
        gate.resume();
    }

    /**
     * Lets no more through from now on, for each connection and direction.
     *
     * @param bytesPerSecond 0 for no limit
     */
    public void throttle(int bytesPerSecond) {
        gate.throttle(bytesPerSecond);
    }

    /** How many connections were accepted, ever. */
    public int accepted() {
        return connections.size();
    }

    /** How many connections are open. */
    public int open() {
        return (int) connections.stream().filter(ProxyConnection::isOpen).count();
    }

    /** What has been done. */
    public List<Injected> injected() {
        return injected;
    }

    /** What came in, before it was spoilt; units that begin in the first 16 MiB. */
    public byte[] captured(int connection, Direction direction) {
        return connections.get(connection).pipe(direction).captured();
    }

    @Override
    public void close() {
        ProxyConnection.quietly(listening::close);
        gate.resume();
        closeAll();
    }

    Fault faultAt(int connection, Direction direction, int unit) {
        Fault fault = plan.at(connection, direction, unit);
        if (fault.kind() != Fault.Kind.PASS) {
            injected.add(new Injected(connection, direction, unit, fault));
        }
        return fault;
    }

    /** The last record that went this way on another connection. */
    Optional<byte[]> lastElsewhere(int connection, Direction direction) {
        return connections.stream()
                .filter(other -> other.number() != connection)
                .flatMap(other -> other.pipe(direction).lastRecord().stream())
                .reduce((first, second) -> second);
    }

    ProxyGate gate() {
        return gate;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (refusing) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                log.debug("A connection was not accepted", e);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException e) {
            client.close();
            return;
        }
        ProxyConnection connection =
                new ProxyConnection(this, connections.size(), client, upstream);
        connections.add(connection);
        if (listening.isClosed()) {
            connection.close();
        }
        connection.start();
    }
}
