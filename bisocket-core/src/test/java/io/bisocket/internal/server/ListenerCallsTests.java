package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.ServerListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ListenerCallsTests {

    private static final UUID CLIENT = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> called = new ArrayList<>();
    private final ListenerCalls calls =
            new ListenerCalls(List.of(new ServerListener() {}), threads::add);

    @Test
    void whenCallsAreAboutOneClientThenOneComesAfterTheOther() {
        calls.tell(CLIENT, listener -> called.add("first"));
        CompletableFuture<Void> second = calls.tell(CLIENT, listener -> called.add("second"));
        assertThat(threads).hasSize(1);

        threads.remove().run();
        assertThat(called).containsExactly("first");
        assertThat(second).isNotDone();

        threads.remove().run();
        assertThat(called).containsExactly("first", "second");
        assertThat(second).isCompleted();
    }

    @Test
    void whenCallsAreAboutDifferentClientsThenNoneWaits() {
        calls.tell(CLIENT, listener -> called.add("first"));
        calls.tell(OTHER, listener -> called.add("second"));
        calls.tell(null, listener -> called.add("nobody's"));

        assertThat(threads).hasSize(3);
    }

    @Test
    void whenAListenerThrowsThenTheOthersAreCalledAndTheNextCallComes() {
        ListenerCalls two =
                new ListenerCalls(
                        List.of(new ServerListener() {}, new ServerListener() {}), Runnable::run);
        try (LogLines log = new LogLines(ListenerCalls.class)) {
            two.tell(
                    CLIENT,
                    listener -> {
                        called.add("called");
                        throw new IllegalStateException("expected here");
                    });
            two.tell(CLIENT, listener -> called.add("next"));

            assertThat(called).containsExactly("called", "called", "next", "next");
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void whenTheExecutorRefusesThenNothingWaitsForTheCall() {
        ListenerCalls refused =
                new ListenerCalls(
                        List.of(new ServerListener() {}),
                        task -> {
                            throw new RejectedExecutionException("shut down");
                        });
        try (LogLines log = new LogLines(ListenerCalls.class)) {
            assertThat(refused.tell(CLIENT, listener -> {})).isCompleted();

            assertThat(log.lines())
                    .containsExactly(
                            "WARN The server's executor takes no more tasks: listeners are not"
                                    + " told");
        }
    }

    @Test
    void whenNobodyListensThenNoThreadIsNeeded() {
        ListenerCalls nobody = new ListenerCalls(List.of(), threads::add);

        assertThat(nobody.tell(CLIENT, listener -> {})).isCompleted();
        assertThat(threads).isEmpty();
    }
}
