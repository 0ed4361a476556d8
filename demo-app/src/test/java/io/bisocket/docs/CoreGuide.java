package io.bisocket.docs;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.BiSocketServer;
import io.bisocket.CallKind;
import io.bisocket.ClientListener;
import io.bisocket.ClientSession;
import io.bisocket.Encryption;
import io.bisocket.ErrorCode;
import io.bisocket.Execution;
import io.bisocket.HandlerOptions;
import io.bisocket.Limits;
import io.bisocket.Reconnect;
import io.bisocket.Request;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.ServerListener;
import io.bisocket.SessionStats;
import io.bisocket.SocketRole;
import io.bisocket.Transport;
import io.bisocket.WhenFull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code docs/core.md} and the README show of bisocket without Spring. */
final class CoreGuide {

    private static final Logger log = LoggerFactory.getLogger(CoreGuide.class);

    private CoreGuide() {}

    static BiSocketServer server(int port) {
        BiSocketServer server =
                BiSocketServer.builder()
                        .port(port)
                        .handler("echo", request -> request.reply(request.bytes()))
                        .start();
        return server;
    }

    static BiSocketClient client(int port) {
        BiSocketClient client =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .onReceive(message -> log.info("{}", message.text()))
                        .connect();
        return client;
    }

    static String ask(BiSocketClient client, byte[] payload) {
        byte[] reply = client.request("echo", payload);
        CompletableFuture<byte[]> later = client.requestAsync("echo", payload);
        RequestId id = client.send("echo", payload);

        return id + " " + reply.length + " " + later.join().length;
    }

    static byte[] withoutNetwork(byte[] payload) {
        Transport network = Transport.inMemory();
        BiSocketServer server =
                BiSocketServer.builder()
                        .transport(network)
                        .handler("echo", request -> request.reply(request.bytes()))
                        .start();
        BiSocketClient client = BiSocketClient.builder().transport(network).connect();

        byte[] reply = client.request("echo", payload);
        client.close();
        server.close();
        return reply;
    }

    static void replyManyTimes(BiSocketServer.Builder builder) {
        builder.handler(
                "count",
                request -> {
                    request.reply("one");
                    request.reply("two");
                });
    }

    static void replyLater(BiSocketServer.Builder builder, Executor worker) {
        builder.handler(
                "ask",
                request -> {
                    request.replyLater();
                    worker.execute(() -> request.reply("from another thread"));
                });
    }

    static void publish(BiSocketServer.Builder builder, Flow.Publisher<byte[]> prices) {
        builder.streamHandler("prices", request -> prices);
    }

    static void watchTheCaller(BiSocketServer.Builder builder) {
        builder.handler(
                "report",
                request -> {
                    for (String page : pages(request.timeLeft())) {
                        if (request.isCancelled()) {
                            return;
                        }
                        request.reply(page);
                    }
                });
    }

    private static List<String> pages(Optional<Duration> timeLeft) {
        return List.of("a page, " + (timeLeft.isPresent() ? "soon" : "at leisure"));
    }

    static void count(BiSocketServer.Builder builder) {
        builder.metrics(
                new BiSocketMetrics() {
                    @Override
                    public void handled(
                            String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
                        log.info(
                                "{} took {} µs: {}",
                                method,
                                nanos / 1_000,
                                failure == null ? "fine" : failure);
                    }
                });
    }

    static void look(BiSocketServer server) {
        for (ClientSession session : server.clients()) {
            SessionStats stats = session.stats();
            log.info(
                    "{}: {} requests run, {} bytes wait",
                    session.id(),
                    stats.requestsRunning(),
                    stats.outboxBytes());
        }
    }

    static void interceptHandlers(BiSocketServer.Builder builder) {
        builder.interceptor(
                (request, next) -> {
                    if (!"en".equals(request.headers().get("language"))) {
                        throw new RequestRejectedException("English only");
                    }
                    long start = System.nanoTime();
                    return next.proceed()
                            .whenComplete(
                                    (done, failure) ->
                                            log.info(
                                                    "{} took {}",
                                                    request.method(),
                                                    Duration.ofNanos(System.nanoTime() - start)));
                });
    }

    static void interceptCalls(BiSocketClient.Builder builder) {
        builder.interceptor(
                call -> {
                    if (call.carriesHeaders()) {
                        call.header("language", "en");
                    }
                    call.onEnd(failure -> log.info("{} ended: {}", call.method(), failure));
                });
    }

    static void orderOneHandler(BiSocketServer.Builder builder) {
        builder.handler(
                "deposit",
                request -> request.reply("done"),
                HandlerOptions.defaults().execution(Execution.IN_ORDER).nativeOnly());
    }

    static void runOneHandlerElsewhere(BiSocketServer.Builder builder, Executor ownThreads) {
        HandlerOptions options = HandlerOptions.defaults();
        builder.handler("print", request -> print(request.text()), options.maxConcurrent(2))
                .handler("ping", request -> request.reply("pong"), options.onEventLoop())
                .handler("crunch", request -> crunch(request), options.executor(ownThreads));
    }

    static void handlePatterns(BiSocketServer.Builder builder) {
        builder.handler(
                "stock.{item}.count", request -> request.reply(request.variables().get("item")));
    }

    private static void print(String page) {
        log.info("{}", page);
    }

    private static void crunch(Request request) {
        request.reply("42");
    }

    static void handleAsync(BiSocketServer.Builder builder) {
        builder.asyncHandler("lookup", request -> find(request.text()).thenCompose(request::reply));
    }

    private static CompletableFuture<String> find(String name) {
        return CompletableFuture.completedFuture("found " + name);
    }

    static void handleAll(BiSocketServer.Builder builder) {
        builder.catchAll(request -> request.reply("no idea what " + request.method() + " is"));
    }

    static void placeOrders(BiSocketServer.Builder builder) {
        builder.handler(
                "order",
                request -> {
                    Order order = request.as(Order.class);
                    request.replyObject(new Receipt(order.item(), 3 * order.count()));
                });
    }

    static Receipt placeOrder(BiSocketClient client) {
        Receipt receipt = client.request("order", new Order("tea", 2), Receipt.class);
        return receipt;
    }

    static Receipt describe(BiSocketClient client) {
        Receipt receipt =
                client.method("order")
                        .header("trace", "42")
                        .payload(new Order("tea", 2))
                        .timeout(Duration.ofSeconds(5))
                        .retrieve(Receipt.class);
        return receipt;
    }

    static void subscribe(BiSocketClient client, Flow.Subscriber<String> subscriber) {
        client.method("prices").payload("tea").stream(String.class).subscribe(subscriber);
    }

    static BiSocketClient answeringClient(int port) {
        BiSocketClient client =
                BiSocketClient.builder()
                        .address("127.0.0.1", port)
                        .handler("version", request -> request.reply("1.2"))
                        .connect();
        return client;
    }

    static void askClients(BiSocketServer server) {
        for (ClientSession session : server.clients()) {
            session.requestAsync("version", new byte[0])
                    .thenAccept(version -> log.info("{} has {}", session.id(), version));
        }
    }

    static void callBack(BiSocketServer.Builder builder) {
        builder.handler(
                "greet me",
                request -> {
                    byte[] name = request.peer().request("name", new byte[0]);
                    request.reply("hello, " + new String(name, StandardCharsets.UTF_8));
                });
    }

    static void handleFailures(BiSocketClient client, byte[] payload) {
        try {
            client.request("order", payload, Duration.ofSeconds(2));
        } catch (RequestRejectedException e) {
            // Certainly not processed: safe to try again.
        } catch (BiSocketException e) {
            if (e.code().scope() == ErrorCode.Scope.CONNECTION) {
                // The connection is gone; the client is already coming back.
            }
        }
    }

    static void pushToAll(BiSocketServer server) {
        server.all().method("news").payload("It is getting late").send();
    }

    static void pushToOne(BiSocketServer server, UUID id) {
        server.client(id).method("news").payload("You alone know").sendAsync();
        server.client(id).session().ifPresent(ClientSession::disconnect);
    }

    static void joinGroups(BiSocketServer.Builder builder) {
        builder.handler("news.subscribe", request -> request.client().join(request.text()));
    }

    static void pushToMany(BiSocketServer server) {
        server.group("sports").method("news").payload("One nil").send();
        server.user("alice").method("news").payload("On every device").send();
    }

    static void countReaders(BiSocketServer server) {
        server.group("sports")
                .method("news")
                .payload("Final whistle")
                .whenFull(WhenFull.DROP_OLDEST)
                .send()
                .thenAccept(
                        result ->
                                log.info(
                                        "{} have it, not so {}",
                                        result.accepted(),
                                        result.failures().keySet()));
    }

    static void authenticate(BiSocketServer.Builder builder, Map<UUID, String> accounts) {
        builder.authenticator(
                client -> {
                    String name = accounts.get(client.id());
                    if (name == null || !client.isIdProven()) {
                        throw new AuthenticationFailedException("no such account");
                    }
                    return () -> name;
                });
    }

    static void watchClients(BiSocketServer.Builder builder) {
        builder.listener(
                new ServerListener() {
                    @Override
                    public void clientOpened(ClientSession client) {
                        log.info("{} is here, from {}", client.id(), client.address());
                    }

                    @Override
                    public void clientClosed(ClientSession client) {
                        log.info("{} is gone", client.id());
                    }
                });
    }

    static void watchConnection(BiSocketClient.Builder builder) {
        builder.reconnect(Reconnect.backoff(Duration.ofMillis(200), Duration.ofSeconds(30)))
                .listener(
                        new ClientListener() {
                            @Override
                            public void connectionLost(
                                    BiSocketClient client, BiSocketException cause) {
                                log.warn("Lost {}", client.serverAddress(), cause);
                            }

                            @Override
                            public void socketLost(BiSocketClient client, SocketRole role) {
                                log.info("The {} socket is lost for now", role);
                            }
                        });
    }

    static void limit(BiSocketServer.Builder builder) {
        builder.limits(
                Limits.builder()
                        .maxMessageSize(1024 * 1024)
                        .maxConnections(500)
                        .handshakeTimeout(Duration.ofSeconds(3))
                        .build());
    }

    static void tune(BiSocketServer.Builder builder, Executor workers) {
        builder.execution(Execution.IN_ORDER).executor(workers);
    }

    static BiSocketClient severalServers(int stopped, int port) {
        BiSocketClient client =
                BiSocketClient.builder()
                        .addresses("127.0.0.1:" + stopped, "127.0.0.1:" + port)
                        .connect();
        return client;
    }

    static void pushOrDisconnect(BiSocketServer.Builder builder) {
        builder.pushWhenFull(WhenFull.DISCONNECT);
    }

    static void speakPython(BiSocketServer.Builder server, BiSocketClient.Builder client) {
        server.python(Encryption.FASTER);
        client.python(Encryption.FASTER);
    }

    static String describe(Request request) {
        return request.method() + " from " + request.clientId();
    }
}
