package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.ConnectionLostException;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.RequestTimeoutException;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.transport.Endpoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingRequestsTests {

    private static final Endpoint SERVER = new Endpoint("example", 1);
    private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Incoming REPLY = Incoming.of(new byte[] {1});

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final PendingRequests pending = new PendingRequests(SERVER, timer, 2);

    PendingRequestsTests() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void whenAReplyComesItsRequestEndsAndNoOther() {
        CompletableFuture<Incoming> first = pending.add(id("1"), "a", LONG);
        CompletableFuture<Incoming> second = pending.add(id("2"), "b", LONG);

        assertThat(pending.complete(id("1"), REPLY)).isTrue();

        assertThat(first).isCompletedWithValue(REPLY);
        assertThat(second).isNotDone();
        assertThat(pending.complete(id("1"), REPLY)).isFalse();
        assertThat(pending.complete(id("3"), REPLY)).isFalse();
        assertThat(pending.size()).isEqualTo(1);
    }

    @Test
    void whenTooManyWaitTheLimitIsNamed() {
        pending.add(id("1"), "a", LONG);
        pending.add(id("2"), "a", LONG);

        assertThatThrownBy(() -> pending.add(id("3"), "a", LONG))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage(
                        "over the limit of 2 pending requests: so many wait for a reply from example:1");

        pending.complete(id("1"), REPLY);
        pending.add(id("3"), "a", LONG);
    }

    @Test
    void whenARequestEndsNothingOfItIsLeft() {
        pending.add(id("1"), "a", LONG).cancel(false);
        CompletableFuture<Incoming> failed = pending.add(id("2"), "a", LONG);
        pending.fail(id("2"), ConnectionLostException::new);

        assertThat(failed).isCompletedExceptionally();
        assertThat(pending.size()).isZero();
        assertThat(timer.getQueue()).isEmpty();
        assertThat(pending.fail(id("2"), ConnectionLostException::new)).isFalse();
    }

    @Test
    void whenTheDeadlinePassesTheRequestEnds() {
        CompletableFuture<Incoming> reply = pending.add(id("1"), "slow", Duration.ofNanos(1));

        assertThat(reply)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RequestTimeoutException.class)
                .withMessage("no reply to 'slow' from example:1 within PT0.000000001S");
    }

    @Test
    void whenAllFailEachHasAnExceptionOfItsOwn() {
        CompletableFuture<Incoming> first = pending.add(id("1"), "a", LONG);
        CompletableFuture<Incoming> second = pending.add(id("2"), "b", LONG);

        pending.failAll(() -> new ConnectionLostException("gone"));

        assertThat(failureOf(first)).hasMessage("gone").isNotSameAs(failureOf(second));
        assertThat(pending.size()).isZero();
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return future.handle((value, failure) -> failure).join();
    }

    private static RequestId id(String value) {
        return new RequestId(value);
    }
}
