package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Limits;
import io.bisocket.RequestId;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class InboxTests {

    private static final Limits LIMITS =
            Limits.builder().maxQueuedRequests(4).maxQueuedBytes(1000).build();

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private int timesWithRoom;
    private final Inbox inbox =
            new Inbox(
                    message -> received.add(message.requestId().value()),
                    threads::add,
                    LIMITS,
                    () -> timesWithRoom++);

    @Test
    void whenTooManyMessagesWaitItIsFullUntilHalfAreTaken() {
        for (int i = 0; i < 4; i++) {
            assertThat(inbox.isFull()).isFalse();
            inbox.add(message("" + i, 0));
        }
        assertThat(inbox.isFull()).isTrue();

        runNext();
        runNext();
        assertThat(inbox.isFull()).isTrue();
        assertThat(timesWithRoom).isZero();
        runNext();

        assertThat(inbox.isFull()).isFalse();
        assertThat(timesWithRoom).isEqualTo(1);
        assertThat(received).containsExactly("0", "1", "2");
    }

    @Test
    void whenTooManyBytesWaitItIsFull() {
        inbox.add(message("large", 5000));
        assertThat(inbox.isFull()).isTrue();

        runNext();

        assertThat(inbox.isFull()).isFalse();
        assertThat(timesWithRoom).isEqualTo(1);
    }

    @Test
    void whenEverythingWasTakenItIsDrained() {
        assertThat(inbox.drained()).isDone();
        inbox.add(message("1", 0));

        assertThat(inbox.drained()).isNotDone();
        var drained = inbox.drained();
        while (!threads.isEmpty()) {
            runNext();
        }

        assertThat(drained).isDone();
        assertThat(inbox.isReceiving()).isFalse();
    }

    @Test
    void whenThereIsNoReceiverNothingWaits() {
        Inbox none = new Inbox(null, threads::add, LIMITS, () -> timesWithRoom++);

        none.add(message("1", 5000));

        assertThat(none.isFull()).isFalse();
        assertThat(threads).isEmpty();
    }

    private void runNext() {
        threads.remove().run();
    }

    private static ReceivedMessage message(String id, int size) {
        return ReceivedMessage.reply(
                new RequestId(id), Incoming.of(new byte[size]), new JsonPayloadCodec());
    }
}
