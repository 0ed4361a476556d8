package io.bisocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;

/** Passes bytes on, whatever they are; can hold back what the server says, and cut connections. */
final class TcpRelay implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Phaser held = new Phaser();

    TcpRelay(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on the client gets nothing. */
    void hold() {
        held = new Phaser(1);
    }

    /** Everything goes on. */
    void resume() {
        held.arriveAndDeregister();
    }

    /** Cuts what is connected now. */
    void cut() {
        sockets.forEach(TcpRelay::reset);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
        held.forceTermination();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                daemon(() -> pass(client, server, false));
                daemon(() -> pass(server, client, true));
            } catch (IOException e) {
                cut();
            }
        }
    }

    private void pass(Socket from, Socket to, boolean canBeHeld) {
        byte[] buffer = new byte[8 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Phaser gate = held;
                if (canBeHeld && gate.getRegisteredParties() > 0) {
                    gate.awaitAdvance(gate.getPhase());
                }
                to.getOutputStream().write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It was closed already, which is as good.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
