package io.bisocket.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.HandlerOptions;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.Peer;
import io.bisocket.Request;
import io.bisocket.RequestHandler;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.server.LogLines;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandledRequestTests {

    private final Queue<Runnable> threads = new ArrayDeque<>();

    @Test
    void whenARequestHasItsReplyAFurtherOneFails() {
        FakeCall call = call(CallKind.REQUEST);
        CompletableFuture<?>[] replies = new CompletableFuture<?>[2];

        handle(
                call,
                request -> {
                    replies[0] = request.reply("first");
                    replies[1] = request.reply("second");
                });

        assertThat(call.replies()).containsExactly("first");
        assertThat(replies[0]).isCompleted();
        assertThatThrownBy(replies[1]::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "request 'id' for 'ask' from the server has its answer already");
        assertThat(call.isEnded()).isTrue();
    }

    @Test
    void whenAHandlerFailsAfterItsReplyTheReplyCounts() {
        FakeCall call = call(CallKind.REQUEST);

        handle(
                call,
                request -> {
                    request.reply("fine");
                    throw new IllegalStateException("expected here");
                });

        assertThat(call.replies()).containsExactly("fine");
        assertThat(call.reports()).isEmpty();
        assertThat(call.isEnded()).isTrue();
    }

    @Test
    void whenAHandlerReturnsWithoutAReplyTheCallHasEnded() {
        FakeCall call = call(CallKind.REQUEST);

        CompletableFuture<Void> handled = handle(call, request -> {});

        assertThat(handled).isCompleted();
        assertThat(call.isEnded()).isTrue();
        assertThat(call.replies()).isEmpty();
    }

    @Test
    void whenTheReplyComesLaterTheCallGoesOnUntilThen() {
        FakeCall call = call(CallKind.REQUEST);
        Request[] kept = new Request[1];

        CompletableFuture<Void> handled =
                handle(
                        call,
                        request -> {
                            request.replyLater();
                            kept[0] = request;
                        });

        assertThat(handled).isNotDone();
        assertThat(call.isEnded()).isFalse();
        kept[0].reply("at last");
        assertThat(handled).isCompleted();
        assertThat(call.isEnded()).isTrue();
        assertThat(call.replies()).containsExactly("at last");
    }

    @Test
    void whenTheReplyThatIsPutOffIsNotWaitedForAnyMoreTheCallHasEnded() {
        FakeCall call = call(CallKind.REQUEST);
        CompletableFuture<Void> handled = handle(call, Request::replyLater);

        call.cancel();

        assertThat(handled).isCompleted();
        assertThat(call.isEnded()).isTrue();
    }

    @Test
    void whenAFailureIsPutOffItEndsTheCallToo() {
        FakeCall call = call(CallKind.STREAM);
        Request[] kept = new Request[1];
        CompletableFuture<Void> handled =
                handle(
                        call,
                        request -> {
                            request.replyLater();
                            kept[0] = request;
                        });

        kept[0].fail(new IllegalStateException("no luck"));

        assertThat(handled).isCompleted();
        assertThat(call.failures())
                .containsExactly(
                        new HandlerFailure("IllegalStateException", "no luck", "ask", null));
    }

    @Test
    void whenASendIsHandledPuttingOffTheReplyChangesNothing() {
        FakeCall call = call(CallKind.SEND);
        Request[] kept = new Request[1];

        CompletableFuture<Void> handled =
                handle(
                        call,
                        request -> {
                            request.replyLater();
                            kept[0] = request;
                        });

        assertThat(handled).isCompleted();
        kept[0].reply("one");
        kept[0].reply("two");
        assertThat(call.replies()).containsExactly("one", "two");
    }

    @Test
    void whenAStreamIsHandledEachReplyIsAnItemAndTheEndItsEnd() {
        FakeCall call = call(CallKind.STREAM);

        handle(
                call,
                request -> {
                    request.reply("one");
                    request.replyObject(2);
                });

        assertThat(call.replies()).containsExactly("one", "2");
        assertThat(call.isEnded()).isTrue();
    }

    @Test
    void whenTheReplyIsRefusedTheRequestFailsAtOnce() {
        FakeCall call = call(CallKind.REQUEST);
        call.refuseReplies(new PayloadTooLargeException(5, 4, "max-message-size"));

        handle(call, request -> request.reply("large"));

        assertThat(call.reports())
                .singleElement()
                .satisfies(
                        report -> {
                            assertThat(report.code()).isEqualTo(ErrorCode.HANDLER_FAILED);
                            assertThat(report.failure().message())
                                    .contains("over the limit of 4 bytes (max-message-size)");
                        });
    }

    @Test
    void whenNobodyWaitsForARequestItsHandlerIsNotCalled() {
        AtomicInteger called = new AtomicInteger();
        FakeCall request = call(CallKind.REQUEST);
        FakeCall send = call(CallKind.SEND);
        request.cancel();
        send.cancel();

        handle(request, r -> called.incrementAndGet());
        assertThat(called).hasValue(0);
        assertThat(request.isEnded()).isTrue();
        handle(send, r -> called.incrementAndGet());
        assertThat(called).hasValue(1);
    }

    @Test
    void whenTheCallerCancelsTheHandlerIsToldOnAWorker() {
        FakeCall call = call(CallKind.REQUEST);
        AtomicInteger told = new AtomicInteger();
        handle(
                call,
                request -> {
                    request.replyLater();
                    request.onCancel(told::incrementAndGet);
                    assertThat(request.isCancelled()).isFalse();
                });

        call.cancel();
        assertThat(told).hasValue(0);
        threads.remove().run();

        assertThat(told).hasValue(1);
    }

    @Test
    void whenWhatRunsOnCancellingFailsItIsLogged() {
        FakeCall call = call(CallKind.REQUEST);
        handle(
                call,
                request -> {
                    request.replyLater();
                    request.onCancel(
                            () -> {
                                throw new IllegalStateException("expected here");
                            });
                });

        try (LogLines log = new LogLines(HandledRequest.class)) {
            call.cancel();
            threads.remove().run();

            assertThat(log.lines())
                    .containsExactly(
                            "ERROR What was to be run when request 'id' for 'ask' from the server"
                                    + " was cancelled failed");
        }
    }

    @Test
    void whenThereIsADeadlineTheHandlerKnowsWhatIsLeft() {
        long now = System.nanoTime();
        FakeCall soon = call(CallKind.REQUEST).deadline(now + Duration.ofHours(1).toNanos());
        FakeCall past = call(CallKind.REQUEST).deadline(now - 1);

        handle(
                soon,
                request ->
                        assertThat(request.timeLeft().orElseThrow())
                                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
        handle(past, request -> assertThat(request.timeLeft()).contains(Duration.ZERO));
        handle(call(CallKind.SEND), request -> assertThat(request.timeLeft()).isEmpty());

        assertThat(soon.reports()).isEmpty();
        assertThat(past.reports()).isEmpty();
    }

    @Test
    void whenTheServerAskedThereIsNoClient() {
        FakeCall call = call(CallKind.REQUEST);

        handle(
                call,
                request -> {
                    assertThat(request.peer().dialect()).isEqualTo("native");
                    request.reply(request.clientId().toString());
                });

        assertThat(call.failures())
                .containsExactly(
                        new HandlerFailure(
                                "IllegalStateException",
                                "it is the server that asked, not a client: see peer()",
                                "ask",
                                null));
    }

    @Test
    void whenAHandlerIsForNativePeersOthersAreRefused() {
        Handlers.Builder handlers = new Handlers.Builder();
        handlers.add(
                "ask",
                Handler.of(request -> request.reply("done")),
                HandlerOptions.defaults().nativeOnly());
        FakeCall refused = call(CallKind.SEND);
        FakeCall accepted = call(CallKind.SEND);
        Dispatcher dispatcher = dispatcher(handlers);

        dispatcher.handle(dispatcher.request(refused, peer("python/secure")));
        dispatcher.handle(dispatcher.request(accepted, peer("native")));

        assertThat(refused.failures())
                .containsExactly(
                        new HandlerFailure(
                                "RequestRejectedException",
                                "method 'ask' does not accept the Python format",
                                "ask",
                                null));
        assertThat(refused.reports().get(0).notProcessed()).isTrue();
        assertThat(refused.isEnded()).isTrue();
        assertThat(accepted.replies()).containsExactly("done");
    }

    private CompletableFuture<Void> handle(FakeCall call, RequestHandler handler) {
        Handlers.Builder handlers = new Handlers.Builder();
        handlers.add("ask", Handler.of(handler));
        Dispatcher dispatcher = dispatcher(handlers);
        return dispatcher.handle(dispatcher.request(call, peer("native")));
    }

    private Dispatcher dispatcher(Handlers.Builder handlers) {
        return new Dispatcher(
                handlers.build(),
                new JsonPayloadCodec(),
                threads::add,
                false,
                BiSocketMetrics.none());
    }

    private static FakeCall call(CallKind kind) {
        return new FakeCall(kind, "ask", "");
    }

    private static Peer peer(String dialect) {
        return new FakePeer(dialect);
    }
}
