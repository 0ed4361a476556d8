package io.bisocket.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallInterceptor;
import io.bisocket.CallKind;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestId;
import io.bisocket.RequestTimeoutException;
import io.bisocket.internal.dispatch.FakePeer;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterceptedCallTests {

    private static final Duration DEFAULT = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeLink link = new FakeLink();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void whenThereAreInterceptorsEachSeesWhatTheOnesBeforeHaveAdded() {
        Caller caller =
                caller(
                        call -> call.header("first", "1"),
                        call -> call.header("second", call.headers().get("first") + "2"));

        caller.method("ask").header("own", "0").retrieveAsync();
        caller.method("say").sendAsync();
        caller.method("list").stream().subscribe(new Recorder<>(1));

        await().until(() -> !link.streams().isEmpty());
        assertThat(link.asked().get(0).message().headers())
                .isEqualTo(Map.of("own", "0", "first", "1", "second", "12"));
        assertThat(link.sent().get(0).message().headers())
                .isEqualTo(Map.of("first", "1", "second", "12"));
        assertThat(link.streams().get(0).message().headers())
                .isEqualTo(Map.of("first", "1", "second", "12"));
    }

    @Test
    void whenACallIsSeenItSaysWhatItIs() {
        Caller caller =
                caller(
                        call ->
                                seen.add(
                                        "%s %s to %s, for %s"
                                                .formatted(
                                                        call.kind(),
                                                        call.method(),
                                                        call.peer().dialect(),
                                                        call.timeout())));

        caller.method("ask").retrieveAsync();
        caller.method("say").timeout(DEFAULT).sendAsync();
        caller.method("list").stream().subscribe(new Recorder<>(1));
        caller.method("list").timeout(DEFAULT).stream().subscribe(new Recorder<>(1));

        assertThat(seen)
                .containsExactly(
                        "REQUEST ask to native, for Optional[PT30S]",
                        "SEND say to native, for Optional.empty",
                        "STREAM list to native, for Optional.empty",
                        "STREAM list to native, for Optional[PT30S]");
    }

    @Test
    void whenTheTimeoutIsChangedTheLinkGetsTheNewOne() {
        Duration other = Duration.ofSeconds(7);
        Caller caller = caller(call -> call.timeout(other));

        caller.method("ask").retrieveAsync();
        caller.method("list").stream().subscribe(new Recorder<>(1));

        await().until(() -> !link.streams().isEmpty());
        assertThat(link.asked().get(0).timeout()).isEqualTo(other);
        assertThat(link.streams().get(0).timeout()).isEqualTo(other);
        assertThatThrownBy(
                        () -> caller(call -> call.timeout(Duration.ZERO)).method("ask").retrieve())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request's timeout must be more than zero but was PT0S");
    }

    @Test
    void whenACallIsOverTheLastInterceptorIsToldFirstAndOnce() {
        Caller caller = caller(tellingEnd("outer"), tellingEnd("inner"));

        caller.method("ask").retrieveAsync();
        caller.method("say").sendAsync();
        CompletableFuture<byte[]> unwanted = caller.method("ask").retrieveAsync();
        link.asked().get(0).answer("reply");
        await().until(() -> seen.size() == 2);
        link.sent().get(0).done().completeExceptionally(new RequestTimeoutException("too late"));
        await().until(() -> seen.size() == 4);
        unwanted.cancel(false);

        await().until(() -> seen.size() == 6);
        assertThat(seen)
                .containsExactly(
                        "inner: null",
                        "outer: null",
                        "inner: " + new RequestTimeoutException("too late"),
                        "outer: " + new RequestTimeoutException("too late"),
                        "inner: " + new CancellationException(),
                        "outer: " + new CancellationException());
    }

    @Test
    void whenAStreamIsOverTheInterceptorIsTold() {
        Caller caller = caller(tellingEnd("stream"));
        for (int i = 0; i < 3; i++) {
            int before = i;
            caller.method("list").stream().subscribe(new Recorder<>(1));
            await().until(() -> link.streams().size() > before);
        }

        link.streams().get(0).end();
        link.streams().get(1).fail(new RequestTimeoutException("too late"));
        assertThat(seen)
                .containsExactly(
                        "stream: null", "stream: " + new RequestTimeoutException("too late"));
    }

    @Test
    void whenAStreamIsCancelledBeforeItsCallTheInterceptorIsTold() {
        caller(tellingEnd("stream")).method("list").stream().subscribe(new Unwilling());

        await().until(() -> !seen.isEmpty());
        assertThat(seen)
                .containsExactly(
                        "stream: "
                                + new CancellationException("cancelled before the call was made"));
        assertThat(link.streams()).isEmpty();
    }

    @Test
    void whenAnInterceptorThrowsNothingIsSentAndThoseBeforeAreTold() {
        Caller caller =
                caller(
                        tellingEnd("before"),
                        call -> {
                            throw new NotConnectedException("not now", null);
                        });
        Recorder<byte[]> stream = new Recorder<>(1);

        CompletableFuture<RequestId> sent = caller.method("say").sendAsync();
        caller.method("list").stream().subscribe(stream);

        assertThat(sent)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NotConnectedException.class)
                .withMessage("not now");
        assertThatThrownBy(() -> caller.method("ask").retrieve())
                .isInstanceOf(NotConnectedException.class);
        assertThat(stream.awaitEnd()).isInstanceOf(NotConnectedException.class);
        assertThat(link.sent()).isEmpty();
        assertThat(link.asked()).isEmpty();
        assertThat(link.streams()).isEmpty();
        assertThat(seen).hasSize(3).allMatch(line -> line.startsWith("before: io.bisocket.Not"));
    }

    @Test
    void whenThereIsNoConnectionTheInterceptorIsTold() {
        Caller caller =
                caller(
                        () -> {
                            throw new NotConnectedException("nobody there", null);
                        },
                        tellingEnd("call"));

        caller.method("say").sendAsync();

        assertThat(seen)
                .containsExactly("call: " + new NotConnectedException("nobody there", null));
    }

    @Test
    void whenThePeerSpeaksPythonTheInterceptorKnowsThatThereAreNoHeaders() {
        CallInterceptor interceptor = call -> seen.add(call.carriesHeaders() + "");
        call(interceptor, "python/secure");
        call(interceptor, "native");

        assertThat(seen).containsExactly("false", "true");
    }

    private static void call(CallInterceptor interceptor, String dialect) {
        new InterceptedCall(CallKind.SEND, "say", new FakePeer(dialect), Map.of(), null)
                .passThrough(List.of(interceptor));
    }

    private CallInterceptor tellingEnd(String name) {
        return call ->
                call.onEnd(
                        failure -> {
                            seen.add(name + ": " + failure);
                            throw new IllegalStateException("expected here");
                        });
    }

    private Caller caller(CallInterceptor... interceptors) {
        return caller(() -> link, interceptors);
    }

    private Caller caller(Supplier<Link> links, CallInterceptor... interceptors) {
        return new Caller(
                new FakePeer("native"),
                links,
                method -> {},
                new JsonPayloadCodec(),
                new Callbacks(threads),
                DEFAULT,
                null,
                List.of(interceptors),
                BiSocketMetrics.none());
    }

    /** Cancels as soon as it can. */
    private static final class Unwilling implements Flow.Subscriber<byte[]> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(byte[] item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
