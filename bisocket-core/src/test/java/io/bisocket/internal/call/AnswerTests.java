package io.bisocket.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ErrorCode;
import io.bisocket.RequestRejectedException;
import io.bisocket.SessionLostException;
import io.bisocket.internal.dispatch.FakePeer;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTests {

    private final FakeLink former = new FakeLink();
    private final FakeLink next = new FakeLink();
    private final Queue<Runnable> callbacks = new ArrayDeque<>();
    private final List<String> measured = new ArrayList<>();
    private FakeLink current = former;

    private final BiSocketMetrics metrics =
            new BiSocketMetrics() {
                @Override
                public void called(
                        String method, CallKind kind, @Nullable ErrorCode failure, long nanos) {
                    measured.add(method + " " + kind + " " + failure);
                }
            };

    private CompletableFuture<byte[]> ask() {
        return new Caller(
                        new FakePeer("native"),
                        () -> current,
                        method -> {},
                        new JsonPayloadCodec(),
                        new Callbacks(callbacks::add),
                        Duration.ofSeconds(30),
                        null,
                        List.of(),
                        metrics)
                .method("ask")
                .payload(new byte[] {1})
                .retrieveAsync();
    }

    private void runCallbacks() {
        while (!callbacks.isEmpty()) {
            callbacks.remove().run();
        }
    }

    private static void refuse(FakeLink link) {
        link.asked()
                .get(0)
                .reply()
                .completeExceptionally(
                        new RequestRejectedException(ErrorCode.DRAINING, "too late", null));
    }

    @Test
    void whenTheReplyComesTheCallbacksCompleteIt() {
        CompletableFuture<byte[]> answer = ask();
        former.asked().get(0).answer("reply");
        assertThat(answer).isNotDone();

        runCallbacks();

        assertThat(answer).isCompletedWithValueMatching(bytes -> new String(bytes).equals("reply"));
        assertThat(measured).containsExactly("ask REQUEST null");
    }

    @Test
    void whenThePeerRefusesAndThereIsAnotherLinkThenTheSameMessageGoesThere() {
        CompletableFuture<byte[]> answer = ask();
        current = next;
        refuse(former);
        runCallbacks();
        assertThat(next.asked().get(0).message()).isEqualTo(former.asked().get(0).message());

        next.asked().get(0).answer("reply");
        runCallbacks();

        assertThat(answer).isCompleted();
        assertThat(measured).containsExactly("ask REQUEST null");
    }

    @Test
    void whenThereIsNoOtherLinkThenTheRefusalIsTheAnswer() {
        CompletableFuture<byte[]> answer = ask();
        refuse(former);
        runCallbacks();

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RequestRejectedException.class);
        assertThat(measured).containsExactly("ask REQUEST DRAINING");
    }

    @Test
    void whenTheCallMayHaveBeenProcessedThenItIsNotMadeAgain() {
        CompletableFuture<byte[]> answer = ask();
        current = next;
        former.asked().get(0).reply().completeExceptionally(new SessionLostException("lost"));
        runCallbacks();

        assertThat(answer).isCompletedExceptionally();
        assertThat(next.asked()).isEmpty();
    }

    @Test
    void whenTheCallerCancelsThenTheRequestIsCancelled() {
        CompletableFuture<byte[]> answer = ask();
        answer.cancel(false);

        assertThat(former.asked().get(0).reply()).isCancelled();
        assertThat(measured).containsExactly("ask REQUEST CANCELLED");
        assertThat(callbacks).isEmpty();
    }

    @Test
    void whenTheCallerCancelsAfterItWentElsewhereThenThatRequestIsCancelled() {
        CompletableFuture<byte[]> answer = ask();
        current = next;
        refuse(former);
        runCallbacks();
        answer.cancel(false);

        assertThat(next.asked().get(0).reply()).isCancelled();
    }

    @Test
    void whenTheCallerCancelsBeforeItGoesElsewhereThenItGoesNowhere() {
        CompletableFuture<byte[]> answer = ask();
        current = next;
        refuse(former);
        answer.cancel(false);
        runCallbacks();

        assertThat(next.asked()).isEmpty();
    }

    @Test
    void whenTheCallerCompletesItThenTheRequestIsCancelled() {
        CompletableFuture<byte[]> answer = ask();
        answer.complete(new byte[0]);

        assertThat(former.asked().get(0).reply()).isCancelled();
        assertThat(answer).isCompletedWithValueMatching(bytes -> bytes.length == 0);
    }

    @Test
    void whenTheCallersTimeIsUpThenTheRequestIsCancelled() {
        CompletableFuture<byte[]> answer = ask().orTimeout(1, TimeUnit.MILLISECONDS);

        assertThat(answer)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(former.asked().get(0).reply())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .isInstanceOf(CancellationException.class);
    }
}
