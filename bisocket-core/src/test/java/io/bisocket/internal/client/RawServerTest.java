package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bisocket.BiSocketClient;
import io.bisocket.Encryption;
import io.bisocket.Reconnect;
import io.bisocket.internal.python.RawPythonServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** A real client on one side, and on the other a server that does what the test says. */
abstract class RawServerTest {

    static final byte[] PAYLOAD = "payload".getBytes(UTF_8);

    /** While a call with this is unacknowledged no other is sent. */
    static final byte[] FILLING = new byte[64 * 1024];

    final RawPythonServer server = new RawPythonServer(Encryption.FASTER);
    private final List<BiSocketClient> clients = new ArrayList<>();

    @AfterEach
    void closeAll() {
        server.close();
        clients.forEach(BiSocketClient::close);
    }

    /** A client that is not connected, and does not come back by itself. */
    BiSocketClient client() {
        return client(builder -> builder);
    }

    /** A client that differs from the usual one. */
    BiSocketClient client(UnaryOperator<BiSocketClient.Builder> settings) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder()
                        .address("127.0.0.1", server.port())
                        .key(RawPythonServer.KEY)
                        .python(Encryption.FASTER)
                        .reconnect(Reconnect.never());
        BiSocketClient client = settings.apply(builder).build();
        clients.add(client);
        return client;
    }

    /** Connects a client, and gives the server's ends. */
    RawPythonServer.Pair connect(BiSocketClient client) {
        CompletableFuture<Void> connected = client.connectAsync();
        RawPythonServer.Pair pair = server.acceptPair();
        get(connected);
        return pair;
    }

    String address() {
        return "127.0.0.1:" + server.port();
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("expected a result", e);
        }
    }

    /** What a future fails with. */
    static Throwable failureOf(CompletableFuture<?> future) {
        Throwable thrown = catchThrowable(() -> future.get(20, TimeUnit.SECONDS));
        return thrown instanceof ExecutionException e ? e.getCause() : thrown;
    }
}
