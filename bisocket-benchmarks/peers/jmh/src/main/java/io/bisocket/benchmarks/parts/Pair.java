package io.bisocket.benchmarks.parts;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.Compression;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A server that echoes, and a client of it, in one process. */
interface Pair extends AutoCloseable {

    String KEY = "8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d";

    Executor EVENT_LOOP = Runnable::run;

    /**
     * {@code core} and {@code spring} run handlers on event loops, {@code workers} on the server's
     * own pool; {@code python} speaks the Python format in the mode "faster".
     */
    static Pair of(String route) {
        return switch (route) {
            case "spring" -> SpringPair.start();
            case "python" -> core(null, true);
            case "workers" -> core(null, false);
            default -> core(EVENT_LOOP, false);
        };
    }

    private static Pair core(@Nullable Executor executor, boolean python) {
        BiSocketServer.Builder server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .key(CryptoKey.of(KEY))
                        .compression(Compression.none())
                        .handler("echo", request -> request.reply(request.bytes()));
        BiSocketClient.Builder client =
                BiSocketClient.builder().key(CryptoKey.of(KEY)).compression(Compression.none());
        if (executor != null) {
            server.executor(executor);
            client.executor(executor);
        }
        if (python) {
            server.python(Encryption.FASTER);
            client.python(Encryption.FASTER);
        }
        BiSocketServer started = server.start();
        return new CorePair(started, client.address("127.0.0.1", started.port()).connect());
    }

    BiSocketClient client();

    /** So many requests at once; returns when all have their replies. */
    default void echo(byte[] payload, int count) {
        CompletableFuture.allOf(
                        IntStream.range(0, count)
                                .mapToObj(i -> client().requestAsync("echo", payload))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    void close();

    /** Without Spring. */
    record CorePair(BiSocketServer server, BiSocketClient client) implements Pair {

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }
}
