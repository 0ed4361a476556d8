package io.bisocket.benchmarks.bisocket;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.HandlerOptions;
import io.bisocket.Limits;
import io.bisocket.Transport;
import io.bisocket.benchmarks.load.EchoClient;
import io.bisocket.benchmarks.load.EchoServer;
import io.bisocket.benchmarks.load.EchoSystem;
import io.bisocket.benchmarks.load.Setup;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * bisocket without Spring.
 *
 * <pre>
 *   native        the native format, handlers and replies on event loops, as in the other systems
 *   compressing   the same with the compression that a user gets who says nothing
 *   spinning      as native, with event loops that look for work for 1 ms before they sleep
 *   workers       the native format, with the threads that a user gets who says nothing
 *   python        the Python format in the mode "faster"
 * </pre>
 */
public final class BiSocketEcho implements EchoSystem {

    private static final CryptoKey KEY =
            CryptoKey.of("8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d");
    private static final int MAX_SOCKETS = 100_000;
    private static final Executor EVENT_LOOP = Runnable::run;
    private static final Duration SPIN = Duration.ofMillis(1);

    @Override
    public EchoServer serve(Setup setup) {
        boolean onLoop = isOnLoop(setup);
        HandlerOptions usual = HandlerOptions.defaults();
        BiSocketServer.Builder builder =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(KEY)
                        .compression(compression(setup))
                        .transport(transport(setup))
                        .limits(Limits.builder().maxConnections(MAX_SOCKETS).build())
                        .handler(
                                "echo",
                                request -> request.reply(request.bytes()),
                                onLoop ? usual.onEventLoop() : usual);
        if (setup.variant().equals("python")) {
            builder.python(Encryption.FASTER);
        }
        return new Server(builder.start());
    }

    @Override
    public EchoClient connect(Setup setup, int port) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .key(KEY)
                        .compression(Compression.none())
                        .transport(transport(setup));
        if (isOnLoop(setup)) {
            builder.executor(EVENT_LOOP);
        }
        if (setup.variant().equals("python")) {
            builder.python(Encryption.FASTER);
        }
        BiSocketClient client = builder.connect();
        return (payload, listener) ->
                client.requestAsync("echo", payload).whenComplete(listener::onReply);
    }

    private static boolean isOnLoop(Setup setup) {
        return !setup.variant().equals("workers");
    }

    private static Transport transport(Setup setup) {
        return setup.variant().equals("spinning") ? Transport.tcp(SPIN) : Transport.tcp();
    }

    private static Compression compression(Setup setup) {
        return setup.variant().equals("compressing") ? Compression.adaptive() : Compression.none();
    }

    private record Server(BiSocketServer server) implements EchoServer {

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public long offHeapBytes() {
            return PlatformDependent.usedDirectMemory();
        }
    }
}
