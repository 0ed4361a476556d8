package io.bisocket.internal.python;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.ConnectionLostException;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestRejectedException;
import io.bisocket.WhenFull;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PythonOutboxTests {

    private final PythonOutbox outbox = new PythonOutbox("peer", 10);

    @Test
    void whenEmptyThenABodyOverTheLimitIsAdmittedAlone() {
        assertThat(outbox.add(new byte[50], WhenFull.FAIL)).isNotDone();
        assertThat(outbox.bytes()).isEqualTo(50);
        assertThatThrownBy(() -> outbox.add(new byte[1], WhenFull.FAIL).join())
                .hasCauseInstanceOf(OutboxFullException.class)
                .hasMessageContaining("the outbox of peer is full")
                .hasMessageContaining("10 bytes")
                .hasMessageContaining("max-outbox-bytes");
    }

    @Test
    void whenFullThenAWaitingThreadGoesOnWhenThereIsRoom() {
        CompletableFuture<Void> first = outbox.add(new byte[8], WhenFull.FAIL);
        CompletableFuture<CompletableFuture<Void>> second = addOnAnotherThread(new byte[5]);
        Departure item = outbox.poll();
        assertThat(item).isNotNull();
        assertThat(second).isNotDone();

        item.left(null);

        assertThat(first).isCompleted();
        await().untilAsserted(() -> assertThat(second).isCompleted());
        assertThat(second.join()).isNotDone();
        assertThat(outbox.bytes()).isEqualTo(5);
    }

    @Test
    void whenClosedThenWaitingThreadsAndNewBodiesFailAndWhatWaitsStays() {
        outbox.add(new byte[8], WhenFull.FAIL);
        CompletableFuture<CompletableFuture<Void>> waiting = addOnAnotherThread(new byte[5]);

        outbox.close(new ConnectionLostException("closing"));

        await().untilAsserted(() -> assertThat(waiting).isCompleted());
        assertThat(waiting.join()).isCompletedExceptionally();
        assertThat(outbox.add(new byte[1], WhenFull.FAIL)).isCompletedExceptionally();
        assertThat(outbox.poll()).isNotNull();
    }

    @Test
    void whenFailedThenEveryWaitingBodyFailsWithTheCause() {
        CompletableFuture<Void> first = outbox.add(new byte[3], WhenFull.FAIL);
        CompletableFuture<Void> raw = outbox.addEncoded(new byte[3]);

        outbox.fail(new ConnectionLostException("gone"));

        for (CompletableFuture<Void> future : List.of(first, raw)) {
            assertThatThrownBy(future::join)
                    .hasCauseInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("gone");
        }
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void whenInterruptedWhileWaitingThenTheBodyIsRejectedAndTheThreadStaysInterrupted()
            throws Exception {
        outbox.add(new byte[8], WhenFull.FAIL);
        AtomicReference<CompletableFuture<Void>> result = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread thread =
                new Thread(
                        () -> {
                            result.set(outbox.add(new byte[5], WhenFull.WAIT));
                            interrupted.set(Thread.currentThread().isInterrupted());
                        });
        thread.start();

        thread.interrupt();
        thread.join(10_000);

        assertThat(interrupted).hasValue(true);
        assertThatThrownBy(() -> result.get().join())
                .hasCauseInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("interrupted while the outbox of peer was full");
    }

    @Test
    void whenFullThenTheOldestThatMayBeDroppedMakeRoom() {
        CompletableFuture<Void> begun = outbox.add(new byte[1], WhenFull.DROP_OLDEST);
        outbox.poll();
        CompletableFuture<Void> kept = outbox.add(new byte[3], WhenFull.FAIL);
        CompletableFuture<Void> oldest = outbox.add(new byte[3], WhenFull.DROP_OLDEST);
        CompletableFuture<Void> old = outbox.add(new byte[3], WhenFull.DROP_OLDEST);

        CompletableFuture<Void> newest = outbox.add(new byte[2], WhenFull.DROP_OLDEST);

        assertThatThrownBy(oldest::join).hasCauseInstanceOf(OutboxFullException.class);
        assertThat(List.of(begun, kept, old, newest)).noneMatch(CompletableFuture::isDone);
        assertThat(outbox.bytes()).isEqualTo(9);
    }

    @Test
    void whenDroppingTheOthersWouldNotHelpThenTheNewOneFails() {
        CompletableFuture<Void> kept = outbox.add(new byte[8], WhenFull.FAIL);
        CompletableFuture<Void> small = outbox.add(new byte[1], WhenFull.DROP_OLDEST);

        CompletableFuture<Void> newest = outbox.add(new byte[5], WhenFull.DROP_OLDEST);

        assertThatThrownBy(newest::join).hasCauseInstanceOf(OutboxFullException.class);
        assertThat(kept).isNotDone();
        assertThat(small).isNotDone();
    }

    @Test
    void whenCancelledThenWhatHasNotBegunIsTakenBack() {
        outbox.add(new byte[3], WhenFull.FAIL);
        CompletableFuture<Void> cancelled = outbox.add(new byte[4], WhenFull.FAIL);

        cancelled.cancel(false);

        assertThat(outbox.bytes()).isEqualTo(3);
        assertThat(outbox.poll()).isNotNull();
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void whenAcknowledgementsFollowEachOtherThenTheyAreOneBody() {
        CompletableFuture<Void> first = outbox.addAcknowledgement();
        CompletableFuture<Void> second = outbox.addAcknowledgement();
        outbox.addEncoded(new byte[1]);
        CompletableFuture<Void> third = outbox.addAcknowledgement();

        Departure both = outbox.poll();

        assertThat(both.isEncoded()).isTrue();
        assertThat(both.body()).asString(US_ASCII).isEqualTo("ok|[-_-]|ok");
        assertThat(outbox.poll().body()).hasSize(1);
        Departure last = outbox.poll();
        assertThat(last.body()).asString(US_ASCII).isEqualTo("ok");
        both.left(null);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(third).isNotDone();
        last.left(null);
        assertThat(third).isCompleted();
    }

    @Test
    void whenAnAcknowledgementHasBegunThenTheNextIsABodyOfItsOwn() {
        outbox.addAcknowledgement();
        Departure begun = outbox.poll();

        CompletableFuture<Void> next = outbox.addAcknowledgement();

        assertThat(begun.body()).asString(US_ASCII).isEqualTo("ok");
        assertThat(outbox.poll().body()).asString(US_ASCII).isEqualTo("ok");
        assertThat(next).isNotDone();
    }

    @Test
    void whenTheOldestAreTakenBackThenTheOthersKeepTheirOrder() {
        List<CompletableFuture<Void>> added = new ArrayList<>();
        for (byte i = 0; i < 5; i++) {
            added.add(outbox.add(new byte[] {i}, WhenFull.FAIL));
        }

        added.get(0).cancel(false);
        added.get(2).cancel(false);
        added.get(4).cancel(false);
        outbox.add(new byte[] {5}, WhenFull.FAIL);

        for (byte left : new byte[] {1, 3, 5}) {
            assertThat(outbox.poll().body()).containsExactly(left);
        }
        assertThat(outbox.poll()).isNull();
    }

    private CompletableFuture<CompletableFuture<Void>> addOnAnotherThread(byte[] body) {
        CompletableFuture<CompletableFuture<Void>> added = new CompletableFuture<>();
        Thread thread = new Thread(() -> added.complete(outbox.add(body, WhenFull.WAIT)));
        thread.start();
        await().until(
                        () ->
                                thread.getState() == Thread.State.WAITING
                                        || thread.getState() == Thread.State.TERMINATED);
        return added;
    }
}
