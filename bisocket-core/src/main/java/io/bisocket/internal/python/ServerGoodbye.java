package io.bisocket.internal.python;

import io.bisocket.ConnectionLostException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a server takes leave of a client: what is queued is written, then a goodbye on the receive
 * socket, then one on the send socket, and then both are closed. Lives on the send socket's event
 * loop.
 */
final class ServerGoodbye {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_DELAY = Duration.ofMillis(50);

    private final PythonServerSocket receive;
    private final PythonServerSocket send;
    private final EventLoop loop;
    private @Nullable Future<?> timer;

    ServerGoodbye(PythonServerSocket receive, PythonServerSocket send) {
        this.receive = receive;
        this.send = send;
        this.loop = send.loop();
    }

    /** Begins; ends when both sockets are closed, which is no later than after the timeout. */
    void say() {
        timer = loop.schedule(this::cutOff, TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
        write(receive, PythonMarkers.closeReply().encode())
                .thenCompose(written -> write(send, PythonMarkers.close()))
                .thenRun(this::closeSoon);
    }

    /** Both sockets are closed. */
    void end() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /**
     * Writes a goodbye, whether or not the outbox is full.
     *
     * @return completes when it has left, or cannot; never fails
     */
    private static CompletableFuture<Void> write(PythonServerSocket socket, byte[] plain) {
        PythonCodec codec = socket.dialect().codec();
        return CompletableFuture.supplyAsync(() -> codec.encode(plain), CodecWorkers.shared())
                .thenCompose(socket.wire()::writeRaw)
                .handle((written, failure) -> null);
    }

    /** Lets the client read the goodbyes, and close first, before it sees the sockets' end. */
    private void closeSoon() {
        loop.schedule(this::close, CLOSE_DELAY.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void close() {
        receive.wire().closeGracefully();
        send.wire().closeGracefully();
    }

    private void cutOff() {
        ConnectionLostException tooSlow =
                new ConnectionLostException("the goodbye was not taken within " + TIMEOUT);
        receive.wire().abort(tooSlow);
        send.wire().abort(tooSlow);
    }
}
