package io.bisocket.spring.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.spring.BiSocketHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How demand and cancellation reach what a handler publishes, over real sockets. */
@Timeout(60)
class PublishingHandlersTests {

    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();
    private @Nullable BiSocketServer server;
    private @Nullable BiSocketClient client;
    private @Nullable Numbers numbers;

    static class Numbers {

        final AtomicLong made = new AtomicLong();
        final AtomicBoolean cancelled = new AtomicBoolean();
        final AtomicBoolean asked = new AtomicBoolean();

        @BiSocketHandler("endless")
        Flux<Long> endless() {
            return Flux.<Long>generate(sink -> sink.next(made.incrementAndGet()))
                    .doOnCancel(() -> cancelled.set(true));
        }

        @BiSocketHandler("never")
        Mono<String> never() {
            return Mono.<String>never()
                    .doOnSubscribe(subscription -> asked.set(true))
                    .doOnCancel(() -> cancelled.set(true));
        }

        @BiSocketHandler("unwritable")
        Flux<Object> unwritable() {
            return Flux.<Object>just(
                            "fine",
                            new Object() {
                                @SuppressWarnings("unused")
                                public String getValue() {
                                    throw new IllegalStateException("not readable");
                                }
                            },
                            "never sent")
                    .concatWith(Flux.never())
                    .doOnCancel(() -> cancelled.set(true));
        }
    }

    @BeforeEach
    void start() {
        context.register(Numbers.class);
        context.registerBean(
                HandlerMethods.class,
                () -> new HandlerMethods(context.getBeanFactory(), annotation -> true));
        context.refresh();
        numbers = context.getBean(Numbers.class);
        BiSocketServer.Builder builder =
                BiSocketServer.builder().address("127.0.0.1").port(0).key(KEY);
        context.getBean(HandlerMethods.class).addTo(builder);
        server = builder.start();
        client = BiSocketClient.builder().address("127.0.0.1", server.port()).key(KEY).connect();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        context.close();
    }

    @Test
    void whenTheCallerAsksForSomeThenNoMoreAreMade() {
        Some some = new Some(10);
        client.method("endless").timeout(PATIENCE).stream().subscribe(some);

        await().atMost(PATIENCE).until(() -> some.items.size() == 10);
        assertThat(numbers.made).hasValue(10);
        some.subscription.join().request(5);
        await().atMost(PATIENCE).until(() -> some.items.size() == 15);
        assertThat(numbers.made).hasValue(15);
        assertThat(numbers.cancelled).isFalse();

        some.subscription.join().cancel();
        await().atMost(PATIENCE).untilTrue(numbers.cancelled);
        assertThat(numbers.made).hasValue(15);
    }

    @Test
    void whenItIsARequestThenOneItemIsMadeAndTheRestIsCancelled() {
        assertThat(client.method("endless").timeout(PATIENCE).retrieve(Integer.class)).isOne();

        await().atMost(PATIENCE).untilTrue(numbers.cancelled);
        assertThat(numbers.made).hasValue(1);
    }

    @Test
    void whenTheCallerCancelsOrIsGoneThenThePublisherIsCancelled() {
        CompletableFuture<byte[]> reply = client.method("never").timeout(PATIENCE).retrieveAsync();
        await().atMost(PATIENCE).untilTrue(numbers.asked);

        reply.cancel(false);

        await().atMost(PATIENCE).untilTrue(numbers.cancelled);
    }

    @Test
    void whenAnItemCannotBeWrittenThenTheStreamFailsAndThePublisherIsCancelled() {
        Collected items = new Collected();
        client.method("unwritable").timeout(PATIENCE).stream().subscribe(items);

        assertThatThrownBy(items::join).hasMessageContaining("cannot be written as JSON");
        assertThat(items.items).containsExactly("fine");
        await().atMost(PATIENCE).untilTrue(numbers.cancelled);
    }

    private static final class Some implements Flow.Subscriber<byte[]> {

        final List<byte[]> items = new CopyOnWriteArrayList<>();
        final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final int first;

        Some(int first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(first);
        }

        @Override
        public void onNext(byte[] item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
