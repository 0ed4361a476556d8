package io.bisocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A link of so many bytes a second towards a server on loopback; back from it there is no limit.
 */
final class SlowLink implements AutoCloseable {

    private static final int PIECE = 8 * 1024;
    private static final int RECEIVE_BUFFER = 64 * 1024;

    /** How far the link may be behind, since threads wake up late, and catch up. */
    private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ServerSocket listening = new ServerSocket();
    private final int serverPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile long bytesPerSecond;

    SlowLink(int serverPort) throws IOException {
        this.serverPort = serverPort;
        listening.setReceiveBufferSize(RECEIVE_BUFFER);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /**
     * @param bytes a second; 0 for no limit
     */
    void rate(long bytes) {
        bytesPerSecond = bytes;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.addAll(List.of(client, server));
            start(() -> carry(client.getInputStream(), server.getOutputStream(), true));
            start(() -> carry(server.getInputStream(), client.getOutputStream(), false));
        }
    }

    private void carry(InputStream in, OutputStream out, boolean limited) throws IOException {
        byte[] piece = new byte[PIECE];
        long due = System.nanoTime();
        int length = in.read(piece);
        while (length >= 0) {
            long rate = limited ? bytesPerSecond : 0;
            if (rate > 0) {
                due = Math.max(due, System.nanoTime() - SLACK_NANOS);
                due += TimeUnit.SECONDS.toNanos(length) / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
            out.write(piece, 0, length);
            length = in.read(piece);
        }
        out.close();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                task.run();
                            } catch (IOException e) {
                                // The link is closed.
                            }
                        },
                        "slow-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
