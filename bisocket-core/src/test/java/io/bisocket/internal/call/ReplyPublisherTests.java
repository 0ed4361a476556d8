package io.bisocket.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.server.LogLines;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On threads that run when the test says so, unless there is a word on them. */
class ReplyPublisherTests {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final FakeLink link = new FakeLink();
    private final ReplyPublisher<Integer> publisher = publisher();

    @Test
    void whenItemsComeTheSubscriberGetsThemAndThenTheirPlaceIsFree() {
        Recorder<Integer> subscriber = subscribe(2);

        FakeLink.Item first = stream().item("1");
        FakeLink.Item second = stream().item("2");
        assertThat(first.releases()).isZero();
        runAll();
        stream().end();
        runAll();

        assertThat(subscriber.items).containsExactly(1, 2);
        assertThat(first.releases()).isEqualTo(1);
        assertThat(second.releases()).isEqualTo(1);
        assertThat(subscriber.awaitEnd()).isNull();
    }

    @Test
    void whenNothingIsRequestedNothingIsAskedFor() {
        Recorder<Integer> subscriber = subscribe(0);
        assertThat(stream().requested()).isZero();

        subscriber.subscription.join().request(3);
        subscriber.subscription.join().request(4);

        assertThat(stream().requested()).isEqualTo(7);
    }

    @Test
    void whenMoreIsRequestedThanThereAreNumbersItIsWithoutBound() {
        Recorder<Integer> subscriber =
                new Recorder<>(Long.MAX_VALUE) {
                    @Override
                    public void onSubscribe(Flow.Subscription given) {
                        given.request(1);
                        super.onSubscribe(given);
                    }
                };
        publisher.subscribe(subscriber);
        runAll();

        assertThat(stream().requested()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whenTwoSubscribeTwoCallsAreMade() {
        subscribe(1);
        subscribe(1);

        assertThat(link.streams()).hasSize(2);
    }

    @Test
    void whenNobodySubscribesNothingIsCalled() {
        assertThat(link.streams()).isEmpty();
        assertThatThrownBy(() -> publisher.subscribe(null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void whenTheStreamFailsTheSubscriberIsToldAfterTheItemsBefore() {
        Recorder<Integer> subscriber = subscribe(5);

        stream().item("1");
        stream().fail(new ConnectionLostException("gone"));
        runAll();

        assertThat(subscriber.items).containsExactly(1);
        assertThat(subscriber.awaitEnd())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("gone");
        assertThat(stream().isCancelled()).isFalse();
    }

    @Test
    void whenCancelledNoSignalComesAnyMore() {
        Recorder<Integer> subscriber = subscribe(5);
        FakeLink.Item item = stream().item("1");

        subscriber.subscription.join().cancel();
        stream().end();
        runAll();

        assertThat(stream().isCancelled()).isTrue();
        assertThat(item.releases()).isEqualTo(1);
        assertThat(item.readers()).isEmpty();
        assertThat(subscriber.items).isEmpty();
        assertThat(subscriber.isEnded()).isFalse();
        subscriber.subscription.join().cancel();
        subscriber.subscription.join().request(1);
        subscriber.subscription.join().request(-1);
        runAll();
        assertThat(stream().requested()).isEqualTo(5);
        assertThat(subscriber.isEnded()).isFalse();
    }

    @Test
    void whenCancelledAtOnceNoCallIsMade() {
        publisher.subscribe(
                new Recorder<>(0) {
                    @Override
                    public void onSubscribe(Flow.Subscription given) {
                        given.request(1);
                        given.cancel();
                    }
                });
        runAll();

        assertThat(link.streams()).isEmpty();
    }

    @Test
    void whenTheDemandIsNotPositiveTheStreamFailsAndIsCancelled() {
        Recorder<Integer> subscriber = subscribe(1);
        FakeLink.Item item = stream().item("1");

        subscriber.subscription.join().request(0);
        runAll();

        assertThat(subscriber.awaitEnd())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the demand must be more than zero but was 0");
        assertThat(stream().isCancelled()).isTrue();
        assertThat(item.releases()).isEqualTo(1);
    }

    @Test
    void whenTheFirstDemandIsNotPositiveNoCallIsMade() {
        Recorder<Integer> subscriber = subscribe(-7);

        assertThat(subscriber.awaitEnd()).hasMessageEndingWith("but was -7");
        assertThat(link.streams()).isEmpty();
    }

    @Test
    void whenAnItemCannotBeDecodedTheStreamFailsAndIsCancelled() {
        Recorder<Integer> subscriber = subscribe(3);

        stream().item("1");
        FakeLink.Item bad = stream().item("no number");
        FakeLink.Item after = stream().item("3");
        runAll();

        assertThat(subscriber.items).containsExactly(1);
        assertThat(subscriber.awaitEnd()).isInstanceOf(BiSocketException.class);
        assertThat(stream().isCancelled()).isTrue();
        assertThat(bad.releases()).isEqualTo(1);
        assertThat(after.releases()).isEqualTo(1);
    }

    @Test
    void whenASubscriberThrowsItsStreamIsCancelled() {
        try (LogLines log = new LogLines(ReplySubscription.class)) {
            publisher.subscribe(
                    new Recorder<>(3) {
                        @Override
                        public void onNext(Integer item) {
                            throw new IllegalStateException("expected here");
                        }
                    });
            runAll();
            FakeLink.Item item = stream().item("1");
            runAll();

            assertThat(stream().isCancelled()).isTrue();
            assertThat(item.releases()).isEqualTo(1);
            assertThat(log.lines())
                    .containsExactly("ERROR A subscriber failed; its stream is cancelled");
        }
    }

    @Test
    void whenItemsComeFromManyThreadsOneSignalFollowsTheOther() {
        Recorder<Integer> subscriber = new Recorder<>(Long.MAX_VALUE);
        new ReplyPublisher<>(
                        () -> listener -> link.stream(null, null, null, listener),
                        bytes -> Integer.valueOf(new String(bytes, UTF_8)),
                        ForkJoinPool.commonPool())
                .subscribe(subscriber);
        await().until(() -> !link.streams().isEmpty());

        IntStream.range(0, 1000).parallel().forEach(i -> stream().item("" + i));
        stream().end();

        assertThat(subscriber.awaitEnd()).isNull();
        assertThat(subscriber.items).hasSize(1000);
    }

    private ReplyPublisher<Integer> publisher() {
        return new ReplyPublisher<>(
                () -> listener -> link.stream(null, null, null, listener),
                bytes -> {
                    try {
                        return Integer.valueOf(new String(bytes, UTF_8));
                    } catch (NumberFormatException e) {
                        throw new BiSocketException(ErrorCode.BAD_PAYLOAD, "no number", e);
                    }
                },
                threads::add);
    }

    private Recorder<Integer> subscribe(long demand) {
        Recorder<Integer> subscriber = new Recorder<>(demand);
        publisher.subscribe(subscriber);
        runAll();
        return subscriber;
    }

    private FakeLink.Streaming stream() {
        return link.streams().get(link.streams().size() - 1);
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }
}
