package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.internal.secure.FaultProxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** Starts servers and clients that know several of them, and ends them. */
abstract class SeveralServersTest {

    static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    static final Reconnect QUICK = Reconnect.backoff(Duration.ofMillis(10), Duration.ofMillis(100));

    final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> answer = new CompletableFuture<>();
    Limits limits = Limits.defaults();

    @AfterEach
    void close() throws Exception {
        answer.complete(null);
        for (int last = open.size() - 1; last >= 0; last--) {
            open.get(last).close();
        }
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    BiSocketClient.Builder client(UnaryOperator<BiSocketClient.Builder> more, int... ports) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder()
                        .key(KEY)
                        .reconnect(QUICK)
                        .limits(limits)
                        .listener(new Listener());
        if (ports.length > 0) {
            builder.addresses(Arrays.stream(ports).mapToObj(port -> "127.0.0.1:" + port).toList());
        }
        return more.apply(builder);
    }

    BiSocketClient started(BiSocketClient.Builder builder) {
        BiSocketClient client = builder.build();
        open.add(client);
        assertThat(client.start()).succeedsWithin(Duration.ofSeconds(20));
        return client;
    }

    BiSocketServer server(String name, int port) {
        return start(
                BiSocketServer.builder()
                        .key(KEY)
                        .handler("name", request -> request.reply(name))
                        .asyncHandler("wait", this::waiting),
                port);
    }

    CompletionStage<?> waiting(Request request) {
        told.add("waiting");
        return answer.thenCompose(done -> request.reply("late"));
    }

    BiSocketServer start(BiSocketServer.Builder builder, int port) {
        BiSocketServer server = builder.address("127.0.0.1").port(port).limits(limits).start();
        open.add(server);
        return server;
    }

    FaultProxy proxy(BiSocketServer server) {
        FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
        open.add(proxy);
        return proxy;
    }

    static InetSocketAddress address(int port) {
        return InetSocketAddress.createUnresolved("127.0.0.1", port);
    }

    static String name(BiSocketClient client) {
        return new String(client.request("name", new byte[0]), UTF_8);
    }

    static boolean isAnsweredBy(String server, BiSocketClient client) throws Exception {
        try {
            byte[] name =
                    client.requestAsync("name", new byte[0], Duration.ofSeconds(10))
                            .get(20, TimeUnit.SECONDS);
            return server.equals(new String(name, UTF_8));
        } catch (ExecutionException e) {
            return false;
        }
    }

    final class Listener implements ClientListener {

        @Override
        public void connected(BiSocketClient client) {
            told.add("connected " + client.serverAddress().getPort());
        }

        @Override
        public void sessionReplaced(BiSocketClient client) {
            told.add("replaced " + client.serverAddress().getPort());
        }

        @Override
        public void attemptFailed(
                BiSocketClient client, InetSocketAddress server, BiSocketException cause) {
            told.add("failed " + server.getPort());
        }

        @Override
        public void connectionLost(BiSocketClient client, BiSocketException cause) {
            told.add("lost");
        }
    }
}
