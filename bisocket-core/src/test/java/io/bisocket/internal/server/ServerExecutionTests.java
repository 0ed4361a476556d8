package io.bisocket.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.Execution;
import io.bisocket.internal.python.RawPythonPeer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServerExecutionTests {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private RunningServer server;

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void whenInOrderThenAStageIsAwaitedBeforeTheNextRequestStarts() throws Exception {
        Map<String, CompletableFuture<Void>> stages = new ConcurrentHashMap<>();
        CountDownLatch firstStarted = new CountDownLatch(1);
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .asyncHandler(
                                        "async",
                                        request -> {
                                            events.add("started " + request.text());
                                            firstStarted.countDown();
                                            return stages.computeIfAbsent(
                                                            request.text(),
                                                            key -> new CompletableFuture<>())
                                                    .thenRun(() -> request.reply(request.text()));
                                        }));
        RawPythonPeer peer = server.connect();
        peer.call("async", "a");
        peer.call("async", "b");
        peer.call("echo", "c");
        assertThat(firstStarted.await(10, TimeUnit.SECONDS)).isTrue();
        stages.computeIfAbsent("b", key -> new CompletableFuture<>()).complete(null);
        assertThat(events).containsExactly("started a");

        stages.computeIfAbsent("a", key -> new CompletableFuture<>()).complete(null);

        assertThat(peer.replyText()).isEqualTo("a");
        assertThat(peer.replyText()).isEqualTo("b");
        assertThat(peer.replyText()).isEqualTo("c");
        assertThat(events).containsExactly("started a", "started b");
    }

    @Test
    void whenParallelThenRequestsRunSideBySide() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .execution(Execution.PARALLEL)
                                .handler(
                                        "meet",
                                        request -> {
                                            together.await(10, TimeUnit.SECONDS);
                                            request.reply("met");
                                        }));
        RawPythonPeer peer = server.connect();

        for (int i = 0; i < 8; i++) {
            peer.call("meet", "");
        }

        for (int i = 0; i < 8; i++) {
            assertThat(peer.replyText()).isEqualTo("met");
        }
        peer.sayGoodbye();
    }

    @Test
    void whenOneClientBlocksThenAnotherIsServed() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        server =
                RunningServer.start(
                        RunningServer.builder().handler("block", request -> mayEnd.await()));
        RawPythonPeer blocked = server.connect();
        RawPythonPeer other = server.connect();
        blocked.call("block", "");

        other.call("echo", "free");

        assertThat(other.replyText()).isEqualTo("free");
        mayEnd.countDown();
    }

    @Test
    void whenAnExecutorIsSetThenItRunsHandlersAndListeners() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        server =
                RunningServer.start(
                        RunningServer.builder()
                                .executor(pool)
                                .handler(
                                        "who",
                                        request ->
                                                request.reply(Thread.currentThread().getName())));
        RawPythonPeer peer = server.connect();

        peer.call("who", "");

        assertThat(peer.replyText()).startsWith("ForkJoinPool");
        server.server().close();
        assertThat(pool.isShutdown()).isFalse();
        pool.shutdown();
    }
}
