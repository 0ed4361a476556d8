package io.bisocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
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

/** A server and a client with the same handlers, either of which may ask. */
abstract class EitherSideTest {

    static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    final List<AutoCloseable> open = new ArrayList<>();
    final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    final CountDownLatch cancelled = new CountDownLatch(1);
    final AtomicReference<Request> seen = new AtomicReference<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    Peer peer(boolean serverAsks) {
        BiSocketServer server = register(server().start());
        BiSocketClient client = register(client(server).connect());
        if (!serverAsks) {
            return client;
        }
        await().until(() -> server.client(client.id()).session().isPresent());
        return server.client(client.id()).session().orElseThrow();
    }

    BiSocketServer.Builder server() {
        return handlers(BiSocketServer.builder().address("127.0.0.1").port(0).key(KEY));
    }

    BiSocketClient.Builder client(BiSocketServer server) {
        return handlers(
                BiSocketClient.builder()
                        .address("127.0.0.1", server.port())
                        .key(KEY)
                        .reconnect(Reconnect.never())
                        .onReceive(received::add));
    }

    <T extends AutoCloseable> T register(T opened) {
        open.add(opened);
        return opened;
    }

    /** The same handlers on either side. */
    <B extends HandlerRegistry<B>> B handlers(B builder) {
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
    static Flow.Publisher<byte[]> count(int end) {
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

    Flow.Publisher<byte[]> endless() {
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
    static <T> List<T> items(Flow.Publisher<T> publisher, int batch) throws Exception {
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
