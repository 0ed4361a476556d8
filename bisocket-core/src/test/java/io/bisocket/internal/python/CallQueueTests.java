package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.WhenFull;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallQueueTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<BiSocketException> overdue = new ArrayList<>();
    private final CallQueue queue =
            new CallQueue(
                    channel.eventLoop(),
                    new Endpoint("example", 1),
                    Limits.builder().writeTimeout(TIMEOUT).build(),
                    () -> {},
                    overdue::add);

    CallQueueTests() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whenNothingIsAcknowledgedThenSoManyCallsGoAndNoMore() {
        List<QueuedCall> added = add(CallWindow.CALLS + 2, 0);

        List<QueuedCall> sent = sendAll();

        assertThat(sent).isEqualTo(added.subList(0, CallWindow.CALLS));
        assertThat(queue.acknowledge()).isTrue();
        assertThat(sendAll()).containsExactly(added.get(CallWindow.CALLS));
    }

    @Test
    void whenCallsAreLargeThenSoManyBytesGoAndNoMore() {
        int size = CallWindow.BYTES / 4 - QueuedCall.BYTES_PER_CALL;
        List<QueuedCall> added = add(5, size);

        assertThat(sendAll()).isEqualTo(added.subList(0, 4));
    }

    @Test
    void whenACallIsLargerThanTheWindowThenItGoesAlone() {
        QueuedCall small = add(0);
        QueuedCall huge = add(10 * CallWindow.BYTES);
        QueuedCall next = add(0);

        assertThat(sendAll()).containsExactly(small);
        queue.acknowledge();
        assertThat(sendAll()).containsExactly(huge);
        queue.acknowledge();
        assertThat(sendAll()).containsExactly(next);
    }

    @Test
    void whenAcknowledgedThenTheOldestIsDoneAndNoOther() {
        List<QueuedCall> calls = add(3, 0);
        sendAll();

        assertThat(queue.acknowledge()).isTrue();
        assertThat(queue.acknowledge()).isTrue();

        assertThat(calls.get(0).acknowledged()).isCompleted();
        assertThat(calls.get(1).acknowledged()).isCompleted();
        assertThat(calls.get(2).acknowledged()).isNotDone();
        assertThat(queue.acknowledge()).isTrue();
        assertThat(queue.acknowledge()).isFalse();
    }

    @Test
    void whenCancelledThenWhatWasSentStillHasItsAcknowledgement() {
        List<QueuedCall> calls = add(2, 0);
        sendAll();
        QueuedCall unsent = add(0);

        calls.get(0).acknowledged().cancel(false);
        unsent.acknowledged().cancel(false);

        assertThat(sendAll()).isEmpty();
        queue.acknowledge();
        assertThat(calls.get(1).acknowledged()).isNotDone();
        queue.acknowledge();
        assertThat(calls.get(1).acknowledged()).isCompleted();
    }

    @Test
    void whenTheLinkFailsThenOutcomesAreUnknownOfWhatWasSentAlone() {
        add(CallWindow.CALLS + 3, 0);
        List<QueuedCall> done = sendAll();
        queue.acknowledge();
        List<QueuedCall> unknown = new ArrayList<>(done.subList(1, done.size()));
        unknown.addAll(sendAll());
        QueuedCall unsent = add(0);

        queue.fail(new ConnectionLostException("gone"));

        assertThat(done.get(0).acknowledged()).isCompleted();
        assertThat(unknown).hasSize(CallWindow.CALLS);
        for (QueuedCall call : unknown) {
            assertThatThrownBy(() -> call.acknowledged().join())
                    .hasCauseInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("gone before the server acknowledged the call");
        }
        for (QueuedCall call : List.of(unsent, add(0))) {
            assertThatThrownBy(() -> call.acknowledged().join())
                    .hasCauseInstanceOf(NotConnectedException.class)
                    .hasMessageContaining("the call was not sent: gone");
        }
        assertThat(sendAll()).isEmpty();
        assertThat(queue.acknowledge()).isFalse();
    }

    @Test
    void whenOneCannotBeSentThenNoAcknowledgementIsItsOwn() {
        List<QueuedCall> calls = List.of(add(0), add(0), add(0));
        calls.forEach(call -> assertThat(queue.next()).isSameAs(call));

        calls.get(1).left(new PayloadTooLargeException(2, 1, "max-message-size"));

        assertThat(calls.get(1).acknowledged()).isCompletedExceptionally();
        queue.acknowledge();
        assertThat(calls.get(2).acknowledged()).isNotDone();
        queue.acknowledge();
        assertThat(calls.get(2).acknowledged()).isCompleted();
    }

    @Test
    void whenTheGoodbyeIsAddedThenItGoesWhenAllOthersAreAcknowledged() {
        List<QueuedCall> calls = add(2, 0);
        assertThat(queue.next()).isSameAs(calls.get(0));
        queue.addLast(PythonMarkers.closeRequest("id"));
        QueuedCall late = add(0);

        assertThat(sendAll()).containsExactly(calls.get(1));
        queue.acknowledge();
        assertThat(sendAll()).isEmpty();
        queue.acknowledge();
        List<QueuedCall> sent = sendAll();

        assertThat(sent).hasSize(1);
        assertThat(PythonRequest.decode(sent.get(0).body()).method()).isEqualTo("close");
        assertThat(late.acknowledged()).isCompletedExceptionally();
        queue.acknowledge();
        assertThat(sendAll()).isEmpty();
    }

    @Test
    void whenAcknowledgementsStopThenTheyAreOverdue() {
        add(3, 0);
        sendAll();
        pass(TIMEOUT.minusSeconds(1));
        queue.acknowledge();

        pass(TIMEOUT.minusSeconds(1));
        assertThat(overdue).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(overdue)
                .singleElement()
                .asString()
                .contains("did not acknowledge a call within PT10S (write-timeout)");
    }

    @Test
    void whenAcknowledgementsComeSlowlyThenNoneIsOverdue() {
        add(5, 0);
        sendAll();

        for (int i = 0; i < 5; i++) {
            pass(TIMEOUT.minusSeconds(1));
            queue.acknowledge();
        }
        pass(TIMEOUT.multipliedBy(3));

        assertThat(overdue).isEmpty();
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private QueuedCall add(int size) {
        return queue.add(new PythonRequest("method", "id", new byte[size]), WhenFull.FAIL);
    }

    private List<QueuedCall> add(int count, int size) {
        List<QueuedCall> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(add(size));
        }
        return added;
    }

    /** What may be sent now; the network takes it. */
    private List<QueuedCall> sendAll() {
        List<QueuedCall> sent = new ArrayList<>();
        for (QueuedCall call = queue.next(); call != null; call = queue.next()) {
            call.left(null);
            sent.add(call);
        }
        return sent;
    }
}
