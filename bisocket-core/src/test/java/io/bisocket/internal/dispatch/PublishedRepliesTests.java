package io.bisocket.internal.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.HandlerFailure;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishedRepliesTests {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Source source = new Source();

    @Test
    void whenAStreamIsWantedItsDemandReachesThePublisher() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        CompletableFuture<Void> handled = handle(call, source);
        assertThat(source.requested).isZero();

        call.demandMore(2);
        runAll();
        assertThat(source.requested).isEqualTo(2);
        source.publish("1");
        source.publish("2");
        call.demandMore(3);
        runAll();
        assertThat(source.requested).isEqualTo(5);
        source.complete();

        assertThat(call.replies()).containsExactly("1", "2");
        assertThat(handled).isCompleted();
        assertThat(call.isEnded()).isTrue();
        assertThat(source.cancelled).isFalse();
    }

    @Test
    void whenTheDemandIsWithoutBoundThePublisherIsAskedForAWindow() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        handle(call, source);
        call.hold();
        call.demandMore(Long.MAX_VALUE);
        runAll();
        assertThat(source.requested).isEqualTo(PublishedReplies.WINDOW);

        source.publish("1");
        source.publish("2");
        runAll();
        assertThat(source.requested).isEqualTo(PublishedReplies.WINDOW);
        call.sendHeld(2);
        runAll();

        assertThat(source.requested).isEqualTo(PublishedReplies.WINDOW + 2);
    }

    @Test
    void whenARequestIsMadeTheFirstItemIsTheReply() {
        FakeCall call = new FakeCall(CallKind.REQUEST, "list", "");
        CompletableFuture<Void> handled = handle(call, source);
        assertThat(source.requested).isEqualTo(1);

        source.publish("1");
        source.publish("2");
        runAll();

        assertThat(call.replies()).containsExactly("1");
        assertThat(source.cancelled).isTrue();
        assertThat(handled).isCompleted();
    }

    @Test
    void whenARequestIsMadeOfNothingItEndsWithoutAReply() {
        FakeCall call = new FakeCall(CallKind.REQUEST, "list", "");
        CompletableFuture<Void> handled = handle(call, source);

        source.complete();

        assertThat(handled).isCompleted();
        assertThat(call.replies()).isEmpty();
        assertThat(call.reports()).isEmpty();
        assertThat(call.isEnded()).isTrue();
    }

    @Test
    void whenItWasASendTheNextItemIsRequestedWhenTheOneBeforeIsTaken() {
        FakeCall call = new FakeCall(CallKind.SEND, "list", "");
        handle(call, source);
        assertThat(source.requested).isEqualTo(1);

        source.publish("1");
        runAll();
        assertThat(source.requested).isEqualTo(2);
        source.publish("2");
        source.complete();

        assertThat(call.replies()).containsExactly("1", "2");
        assertThat(call.isEnded()).isTrue();
    }

    @Test
    void whenTheCallerCancelsThePublisherIsCancelled() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        CompletableFuture<Void> handled = handle(call, source);
        call.demandMore(5);
        runAll();

        call.cancel();
        assertThat(source.cancelled).isFalse();
        runAll();
        source.publish("late");

        assertThat(source.cancelled).isTrue();
        assertThat(handled).isCompleted();
        assertThat(call.replies()).isEmpty();
    }

    @Test
    void whenThePublisherFailsTheCallerIsTold() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        CompletableFuture<Void> handled = handle(call, source);
        call.demandMore(5);
        runAll();
        source.publish("1");

        source.fail(new IllegalStateException("out of stock"));
        source.publish("after the end");
        source.complete();

        assertThat(handled).isCompleted();
        assertThat(call.replies()).containsExactly("1");
        assertThat(call.failures())
                .containsExactly(
                        new HandlerFailure("IllegalStateException", "out of stock", "list", null));
    }

    @Test
    void whenThePublisherPublishesNullTheCallFailsAndThePublisherIsCancelled() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        handle(call, source);

        source.publish(null);
        runAll();

        assertThat(call.failures().get(0).message()).isEqualTo("the publisher published null");
        assertThat(source.cancelled).isTrue();
    }

    @Test
    void whenThereIsASecondSubscriptionItIsCancelled() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        handle(call, source);
        Source second = new Source();

        second.subscribe(source.subscriber);
        runAll();

        assertThat(second.cancelled).isTrue();
        assertThat(source.cancelled).isFalse();
    }

    @Test
    void whenSubscribingFailsTheCallerIsTold() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        handle(
                call,
                subscriber -> {
                    throw new IllegalStateException("sold out");
                });
        assertThat(call.failures().get(0).message()).isEqualTo("sold out");

        FakeCall none = new FakeCall(CallKind.STREAM, "list", "");
        handle(none, null);
        assertThat(none.failures().get(0).message()).isEqualTo("the handler returned no publisher");
    }

    @Test
    void whenItemsCannotBeSentThePublisherIsCancelled() {
        FakeCall call = new FakeCall(CallKind.SEND, "list", "");
        handle(call, source);
        call.refuseReplies(new IllegalStateException("no room"));

        source.publish("1");
        runAll();

        assertThat(source.cancelled).isTrue();
        assertThat(call.failures().get(0).message()).isEqualTo("no room");
    }

    @Test
    void whenThePublisherIsTheJdksAllArrivesInOrder() {
        FakeCall call = new FakeCall(CallKind.STREAM, "list", "");
        call.demandMore(Long.MAX_VALUE);
        SubmissionPublisher<byte[]> publisher = new SubmissionPublisher<>(Runnable::run, 8);
        CompletableFuture<Void> handled = handle(call, publisher);
        for (int i = 0; i < 100; i++) {
            publisher.submit(("" + i).getBytes(UTF_8));
            runAll();
        }
        publisher.close();
        runAll();

        assertThat(handled).isCompleted();
        assertThat(call.replies()).hasSize(100).startsWith("0", "1").endsWith("99");
    }

    private CompletableFuture<Void> handle(
            FakeCall call, Flow.@Nullable Publisher<byte[]> publisher) {
        Handlers.Builder handlers = new Handlers.Builder();
        handlers.add("list", Handler.streaming(request -> publisher));
        Dispatcher dispatcher =
                new Dispatcher(
                        handlers.build(),
                        new JsonPayloadCodec(),
                        threads::add,
                        false,
                        BiSocketMetrics.none());
        CompletableFuture<Void> handled =
                dispatcher.handle(dispatcher.request(call, new FakePeer("native")));
        runAll();
        return handled;
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    /** A publisher that does as it is told, and not always as it should. */
    private static final class Source implements Flow.Publisher<byte[]>, Flow.Subscription {

        private Flow.Subscriber<? super byte[]> subscriber;
        private long requested;
        private boolean cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super byte[]> given) {
            subscriber = given;
            given.onSubscribe(this);
        }

        @Override
        public void request(long more) {
            requested += more;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        void publish(@Nullable String item) {
            subscriber.onNext(item == null ? null : item.getBytes(UTF_8));
        }

        void fail(Throwable failure) {
            subscriber.onError(failure);
        }

        void complete() {
            subscriber.onComplete();
        }
    }
}
