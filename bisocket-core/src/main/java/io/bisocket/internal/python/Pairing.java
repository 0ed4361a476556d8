package io.bisocket.internal.python;

import io.bisocket.SocketRole;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that are on their way to become a pair. The first of a role keeps its place: another
 * does not displace it. Thread-safe.
 *
 * <pre>
 *   claim() --&gt; claimed --ready(), the other is not--&gt; ready --the other's ready()--&gt; linked
 *                  \____________________ leave() _____/
 * </pre>
 */
final class Pairing {

    private final Map<UUID, Pair> pairs = new HashMap<>();

    /**
     * Takes the place of a socket's role.
     *
     * @return false if another socket has it
     */
    synchronized boolean claim(PythonServerSocket socket) {
        Pair pair = pairs.computeIfAbsent(socket.clientId(), id -> new Pair());
        return pair.claimed.putIfAbsent(socket.role(), socket) == null;
    }

    /**
     * A socket is ready to be linked. If it completes a pair, both of its sockets join the link.
     *
     * @return the link; null if the other socket is not ready
     */
    synchronized @Nullable PythonServerLink ready(PythonServerSocket socket) {
        Pair pair = pairs.get(socket.clientId());
        if (pair == null || pair.claimed.get(socket.role()) != socket) {
            return null;
        }
        pair.ready.put(socket.role(), socket);
        PythonServerSocket receive = pair.ready.get(SocketRole.RECEIVE);
        PythonServerSocket send = pair.ready.get(SocketRole.SEND);
        if (receive == null || send == null) {
            return null;
        }
        pairs.remove(socket.clientId());
        PythonServerLink link = new PythonServerLink(receive, send);
        receive.join(link);
        send.join(link);
        return link;
    }

    /** A socket is closed. Its place is free, unless it has joined a link before. */
    synchronized void leave(PythonServerSocket socket) {
        Pair pair = pairs.get(socket.clientId());
        if (pair != null && pair.claimed.remove(socket.role(), socket)) {
            pair.ready.remove(socket.role());
            if (pair.claimed.isEmpty()) {
                pairs.remove(socket.clientId());
            }
        }
    }

    private static final class Pair {

        private final Map<SocketRole, PythonServerSocket> claimed = new EnumMap<>(SocketRole.class);
        private final Map<SocketRole, PythonServerSocket> ready = new EnumMap<>(SocketRole.class);
    }
}
