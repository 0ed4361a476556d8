package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers with patterns and options, over real sockets in both formats. */
@Timeout(60)
class HandlerOptionsTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final HandlerOptions DEFAULTS = HandlerOptions.defaults();
    private static final RequestHandler THREAD =
            request -> request.reply(Thread.currentThread().getName());

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAPatternMatchesThenItsHandlerSeesTheVariables(boolean python) {
        BiSocketServer server =
                server(
                        builder ->
                                builder.handler(
                                                "order.{id}.cancel",
                                                request -> request.replyObject(request.variables()))
                                        .handler(
                                                "order.**",
                                                request -> request.reply(request.pattern()))
                                        .handler("order.place", request -> request.reply("place")));
        BiSocketClient client = client(server, python, builder -> {});

        assertThat(ask(client, "order.42.cancel")).isEqualTo("{\"id\":\"42\"}");
        assertThat(ask(client, "order.place")).isEqualTo("place");
        assertThat(ask(client, "order.a.b.c")).isEqualTo("order.**");
        assertThatThrownBy(() -> ask(client, "bill")).isInstanceOf(NoHandlerException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAHandlerRunsOnTheEventLoopThenItMayReplyButNotWait(boolean python) {
        BiSocketServer server =
                server(
                        builder ->
                                builder.handler("here", THREAD, DEFAULTS.onEventLoop())
                                        .handler("worker", THREAD)
                                        .handler(
                                                "waits",
                                                request -> request.peer().request("x", new byte[0]),
                                                DEFAULTS.onEventLoop()));
        BiSocketClient client = client(server, python, builder -> {});

        assertThat(ask(client, "here")).startsWith("bisocket-server-io-");
        assertThat(ask(client, "worker")).matches("bisocket-server-\\d+");
        assertThatThrownBy(() -> ask(client, "waits"))
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessageContaining("would block the event loop");
        assertThat(ask(client, "here")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAHandlerHasAnExecutorThenItRunsThereAndMayCloseTheServer(boolean python) {
        ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, "own"));
        open.add(own::shutdown);
        CompletableFuture<BiSocketServer> started = new CompletableFuture<>();
        started.complete(
                server(
                        builder ->
                                builder.handler("thread", THREAD, DEFAULTS.executor(own))
                                        .handler(
                                                "end",
                                                request -> {
                                                    started.join().close();
                                                    request.reply("closed");
                                                },
                                                DEFAULTS.executor(own))));
        BiSocketClient client = client(started.join(), python, builder -> {});

        assertThat(ask(client, "thread")).isEqualTo("own");
        assertThat(ask(client, "end")).isEqualTo("closed");
    }

    @Test
    void whenSoManyMayRunAtOnceThenClientsWaitForEachOther() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        BiSocketServer server =
                server(
                        builder ->
                                builder.handler(
                                        "dear",
                                        request -> {
                                            most.accumulateAndGet(
                                                    running.incrementAndGet(), Math::max);
                                            full.countDown();
                                            go.await();
                                            running.decrementAndGet();
                                            request.reply("done");
                                        },
                                        DEFAULTS.maxConcurrent(2)));
        List<CompletableFuture<byte[]>> replies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            BiSocketClient client = client(server, false, builder -> {});
            for (int j = 0; j < 4; j++) {
                replies.add(client.requestAsync("dear", new byte[0]));
            }
        }

        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
        go.countDown();

        assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isNotEmpty());
        assertThat(most).hasValue(2);
    }

    @Test
    void whenAClientHasAPatternThenTheServersSendsGoThere() throws Exception {
        CompletableFuture<String> taken = new CompletableFuture<>();
        UUID id = new UUID(0, 5);
        BiSocketServer server = server(builder -> {});
        client(
                server,
                false,
                builder ->
                        builder.id(id)
                                .onReceive(message -> taken.complete("the receiver"))
                                .handler("news.*", request -> taken.complete(request.method())));

        server.client(id).send("news.today", "sun");

        assertThat(taken.get(30, TimeUnit.SECONDS)).isEqualTo("news.today");
    }

    @Test
    void whenNoneMayRunThenTheMessageSaysHowManyMust() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.maxConcurrent(0))
                .withMessage(
                        "a handler must be let run at least once at a time, but maxConcurrent was 0");
    }

    private static String ask(BiSocketClient client, String method) {
        return new String(client.request(method, new byte[] {1}), UTF_8);
    }

    private BiSocketServer server(Consumer<BiSocketServer.Builder> settings) {
        BiSocketServer.Builder builder =
                BiSocketServer.builder().address("127.0.0.1").port(0).key(KEY);
        settings.accept(builder.python(Encryption.SECURE));
        BiSocketServer server = builder.start();
        open.add(server);
        return server;
    }

    private BiSocketClient client(
            BiSocketServer server, boolean python, Consumer<BiSocketClient.Builder> settings) {
        BiSocketClient.Builder builder =
                BiSocketClient.builder().address("127.0.0.1", server.port()).key(KEY);
        if (python) {
            builder.python(Encryption.SECURE);
        }
        settings.accept(builder);
        BiSocketClient client = builder.connect();
        open.add(client);
        return client;
    }
}
