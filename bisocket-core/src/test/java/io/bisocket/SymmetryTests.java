package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What either side of a native connection asks of the other. */
@Timeout(60)
class SymmetryTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicReference<Request> seen = new AtomicReference<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAPeerIsAskedItAnswers(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.request("echo", "Grüße".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("Grüße");
        assertThat(peer.request("echo", List.of(1, 2), int[].class)).containsExactly(1, 2);
        assertThat(peer.method("headers").header("a", "1").header("b", "2").retrieve())
                .asString(UTF_8)
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(peer.requestAsync("echo", new byte[] {7}))
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(new byte[] {7});
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAPeerHasNoHandlerTheCallerIsTold(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThatThrownBy(() -> peer.request("nothing", new byte[0]))
                .isInstanceOfSatisfying(
                        NoHandlerException.class, e -> assertThat(e.method()).isEqualTo("nothing"));
        assertThatThrownBy(() -> items(peer.method("nothing").stream(), 1))
                .hasCauseInstanceOf(NoHandlerException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAStreamIsAskedForAllItemsComeInOrder(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);

        List<Integer> items = items(peer.method("count").payload("1000").stream(Integer.class), 7);

        assertThat(items).hasSize(1000).startsWith(0, 1, 2).endsWith(998, 999);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenAHandlerOfAnotherKindIsAskedForAStreamItsRepliesAreTheItems(boolean serverAsks)
            throws Exception {
        Peer peer = peer(serverAsks);

        assertThat(items(peer.method("thrice").payload("x").stream(), 1)).hasSize(3);
        assertThat(items(peer.method("echo").payload("x").stream(), 1)).hasSize(1);
        assertThat(items(peer.method("silent").stream(), 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenARequestIsMadeOfAStreamItsFirstItemIsTheReply(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.method("count").payload("1000").retrieve(Integer.class)).isZero();
        assertThat(peer.method("count").payload("0").retrieve()).isEmpty();
        assertThat(peer.method("silent").retrieve()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheReplyComesFromElsewhereItComes(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.request("later", new byte[0])).asString(UTF_8).isEqualTo("at last");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheCallerCancelsTheHandlerIsTold(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);
        CompletableFuture<byte[]> reply = peer.requestAsync("hang", new byte[0]);
        await().until(() -> seen.get() != null);

        reply.cancel(false);

        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get().isCancelled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheCallerHasADeadlineTheHandlerKnowsWhatIsLeft(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.method("left").timeout(Duration.ofSeconds(40)).retrieve(long.class))
                .isBetween(20L, 40L);
        assertThat(peer.method("left").retrieve(long.class)).isBetween(10L, 30L);
        assertThat(peer.request("left", new byte[0], Duration.ofDays(1))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheDeadlinePassesBothSidesKnow(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);

        assertThatThrownBy(() -> peer.request("hang", new byte[0], Duration.ofMillis(300)))
                .isInstanceOf(RequestTimeoutException.class);

        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        // The request has travelled, so its handler's deadline is later than its caller's.
        await().untilAsserted(() -> assertThat(seen.get().timeLeft()).contains(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenASubscriberHasEnoughThePublisherIsCancelled(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);
        CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        peer.method("endless").stream()
                .subscribe(
                        new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription given) {
                                subscription.complete(given);
                                given.request(1);
                            }

                            @Override
                            public void onNext(byte[] item) {
                                subscription.join().cancel();
                            }

                            @Override
                            public void onError(Throwable failure) {}

                            @Override
                            public void onComplete() {}
                        });

        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whenTheServerSendsTheClientsHandlerTakesItOrElseItsReceiver() throws Exception {
        Peer client = peer(true);

        client.send("note", "to the handler");
        client.method("news").header("kind", "good").payload("to the receiver").send();

        Message message = received.poll(20, TimeUnit.SECONDS);
        assertThat(message.method()).contains("news");
        assertThat(message.text()).isEqualTo("to the receiver");
        assertThat(message.headers()).containsExactly(Map.entry("kind", "good"));
        await().until(() -> seen.get() != null);
        assertThat(seen.get().text()).isEqualTo("to the handler");
        assertThatThrownBy(() -> seen.get().client())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it is the server that asked");
    }

    @Test
    void whenTheReceiverIsRepliedToFromTheHandlerTheConversationGoesBothWays() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        BiSocketServer server =
                register(
                        server().handler(
                                        "start",
                                        request ->
                                                outcome.complete(
                                                        new String(
                                                                request.peer()
                                                                        .request(
                                                                                "echo",
                                                                                request.bytes()),
                                                                UTF_8)))
                                .start());
        BiSocketClient client = register(client(server).connect());

        client.send("start", "there and back");

        assertThat(outcome).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("there and back");
    }

    @Test
    void whenAHandlerIsForNativePeersPythonClientsAreRefused() {
        BiSocketServer server =
                register(
                        server().python(Encryption.FASTER)
                                .handler(
                                        "strict",
                                        request -> request.reply("fine"),
                                        HandlerOptions.defaults().nativeOnly())
                                .start());
        BiSocketClient modern = register(client(server).connect());
        BiSocketClient python = register(client(server).python(Encryption.FASTER).connect());

        assertThat(modern.request("strict", new byte[0])).asString(UTF_8).isEqualTo("fine");
        assertThatThrownBy(() -> python.request("strict", new byte[0]))
                .isInstanceOf(RemoteHandlerException.class)
                .hasMessageContaining("method 'strict' does not accept the Python format");
    }

    @Test
    void whenClientsOfThePythonFormatAreAskedTheCallIsRefused() throws Exception {
        BiSocketServer server = register(server().python(Encryption.FASTER).start());
        register(client(server).python(Encryption.FASTER).connect());
        Peer client = server.clients().iterator().next();

        assertThatThrownBy(() -> client.request("echo", new byte[0]))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("clients of the Python format answer no requests");
        assertThatThrownBy(() -> items(client.method("count").stream(), 1))
                .cause()
                .hasMessage("clients of the Python format answer no requests");
        assertThatThrownBy(() -> client.method("news").header("a", "b").send())
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("the Python format has no headers");
        client.send("news", "arrives");
        assertThat(received.poll(20, TimeUnit.SECONDS).method()).isEmpty();
    }

    private Peer peer(boolean serverAsks) {
        BiSocketServer server = register(server().start());
        BiSocketClient client = register(client(server).connect());
        if (!serverAsks) {
            return client;
        }
        await().until(() -> server.client(client.id()).session().isPresent());
        return server.client(client.id()).session().orElseThrow();
    }

    private BiSocketServer.Builder server() {
        return handlers(BiSocketServer.builder().address("127.0.0.1").port(0).key(KEY));
    }

    private BiSocketClient.Builder client(BiSocketServer server) {
        return handlers(
                BiSocketClient.builder()
                        .address("127.0.0.1", server.port())
                        .key(KEY)
                        .reconnect(Reconnect.never())
                        .onReceive(received::add));
    }

    private <T extends AutoCloseable> T register(T opened) {
        open.add(opened);
        return opened;
    }

    /** The same handlers on either side. */
    private <B extends HandlerRegistry<B>> B handlers(B builder) {
        return builder.handler("echo", request -> request.reply(request.bytes()))
                .handler("headers", request -> request.replyObject(request.headers()))
                .handler("note", seen::set)
                .handler("silent", request -> {})
                .handler(
                        "left",
                        request ->
                                request.replyObject(request.timeLeft().orElseThrow().toSeconds()))
                .handler(
                        "thrice",
                        request -> {
                            request.reply("1");
                            request.reply("2");
                            request.reply("3");
                        })
                .handler(
                        "later",
                        request -> {
                            request.replyLater();
                            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
                                    .execute(() -> request.reply("at last"));
                        })
                .handler(
                        "hang",
                        request -> {
                            request.onCancel(cancelled::countDown);
                            request.replyLater();
                            seen.set(request);
                        })
                .streamHandler("count", request -> count(Integer.parseInt(request.text())))
                .streamHandler("endless", request -> endless());
    }

    /** Publishes the numbers from 0, as far as there is demand. */
    private static Flow.Publisher<byte[]> count(int end) {
        return subscriber ->
                subscriber.onSubscribe(
                        new Flow.Subscription() {
                            private int next;

                            @Override
                            public void request(long more) {
                                for (long i = 0; i < more && next < end; i++) {
                                    subscriber.onNext(("" + next++).getBytes(UTF_8));
                                }
                                if (next == end) {
                                    next++;
                                    subscriber.onComplete();
                                }
                            }

                            @Override
                            public void cancel() {
                                next = end + 1;
                            }
                        });
    }

    private Flow.Publisher<byte[]> endless() {
        SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>();
        return subscriber -> {
            publisher.subscribe(subscriber);
            CompletableFuture.runAsync(
                    () -> {
                        while (publisher.hasSubscribers()) {
                            publisher.submit(new byte[] {1});
                        }
                        cancelled.countDown();
                    });
        };
    }

    /** All items of a stream, so many requested at a time. */
    private static <T> List<T> items(Flow.Publisher<T> publisher, int batch) throws Exception {
        List<T> items = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        publisher.subscribe(
                new Flow.Subscriber<>() {
                    private Flow.Subscription subscription;

                    @Override
                    public void onSubscribe(Flow.Subscription given) {
                        subscription = given;
                        given.request(batch);
                    }

                    @Override
                    public void onNext(T item) {
                        items.add(item);
                        if (items.size() % batch == 0) {
                            subscription.request(batch);
                        }
                    }

                    @Override
                    public void onError(Throwable failure) {
                        end.completeExceptionally(failure);
                    }

                    @Override
                    public void onComplete() {
                        end.complete(null);
                    }
                });
        end.get(20, TimeUnit.SECONDS);
        return items;
    }
}
