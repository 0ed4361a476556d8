package io.bisocket.internal.secure;

import io.bisocket.internal.secure.FaultProxy.Direction;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** One connection through a proxy: two sockets, and a pipe for each direction. */
final class ProxyConnection {

    private final FaultProxy proxy;
    private final int number;
    private final Socket client;
    private final Socket server;
    private final ProxyPipe toServer;
    private final ProxyPipe toClient;

    ProxyConnection(FaultProxy proxy, int number, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.number = number;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        this.toServer = new ProxyPipe(proxy, this, Direction.TO_SERVER, client, server);
        this.toClient = new ProxyPipe(proxy, this, Direction.TO_CLIENT, server, client);
    }

    void start() {
        thread("fault-proxy-" + number + "-to-server", toServer);
        thread("fault-proxy-" + number + "-to-client", toClient);
    }

    int number() {
        return number;
    }

    ProxyPipe pipe(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    boolean isOpen() {
        return !client.isClosed() && !server.isClosed();
    }

    void reset() {
        quietly(() -> client.setSoLinger(true, 0));
        quietly(() -> server.setSoLinger(true, 0));
        close();
    }

    void close() {
        quietly(client);
        quietly(server);
        proxy.gate().look();
    }

    /** One direction has ended in good order; when both have, nothing is left. */
    void ended(Direction direction) {
        Socket target = direction == Direction.TO_SERVER ? server : client;
        quietly(target::shutdownOutput);
        if (pipe(direction.opposite()).isEnded()) {
            close();
        }
    }

    static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    static void quietly(Closeable action) {
        try {
            action.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
