package io.bisocket.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.Execution;
import io.bisocket.HandlerOptions;
import io.bisocket.Limits;
import io.bisocket.Request;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Where a lane runs handlers that say so, and how many of them. */
class LanePlacesTests {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<Runnable> ownThreads = new ArrayDeque<>();
    private final List<String> started = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> stages = new HashMap<>();
    private boolean ownThreadsRefuse;
    private final Dispatcher dispatcher =
            new Dispatcher(
                    handlers(),
                    new JsonPayloadCodec(),
                    threads::add,
                    false,
                    BiSocketMetrics.none());

    @Test
    void whenAHandlerRunsInPlaceThenNoThreadIsAsked() {
        RequestLane lane = lane(Execution.PARALLEL);

        add(lane, "in place", "a");

        assertThat(started).containsExactly("a");
        assertThat(threads).isEmpty();
        assertThat(lane.finish()).isCompleted();
    }

    @Test
    void whenAHandlerInPlaceFollowsAnotherThenItRunsWhereThatHasEnded() {
        RequestLane lane = lane(Execution.IN_ORDER);
        add(lane, "async", "a");
        add(lane, "in place", "b");
        add(lane, "async", "c");
        run(threads);
        assertThat(started).containsExactly("a");

        stages.get("a").complete(null);

        assertThat(started).containsExactly("a", "b");
        run(threads);
        assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void whenAHandlerHasThreadsOfItsOwnThenItRunsThere() {
        RequestLane lane = lane(Execution.IN_ORDER);
        add(lane, "own threads", "a");
        add(lane, "async", "b");

        run(threads);
        assertThat(started).isEmpty();
        run(ownThreads);
        assertThat(started).containsExactly("a");
        run(threads);
        assertThat(started).containsExactly("a", "b");
    }

    @Test
    void whenAHandlersOwnThreadsTakeNoMoreThenTheCallIsRefused() {
        ownThreadsRefuse = true;
        RequestLane lane = lane(Execution.PARALLEL);

        FakeCall call = add(lane, "own threads", "a");

        assertThat(call.failures().get(0).message())
                .isEqualTo("the server's executor takes no more requests");
        assertThat(lane.finish()).isCompleted();
    }

    @Test
    void whenSoManyRunThenOthersWaitWithoutAThreadAndLanesTakeTurns() {
        RequestLane one = lane(Execution.PARALLEL);
        RequestLane other = lane(Execution.PARALLEL);
        for (String text : List.of("a1", "a2", "a3", "a4")) {
            add(one, "two at once", text);
        }
        add(other, "two at once", "b1");
        run(threads);
        assertThat(started).containsExactly("a1", "a2");

        stages.get("a1").complete(null);
        run(threads);
        stages.get("a2").complete(null);
        run(threads);

        assertThat(started).containsExactly("a1", "a2", "a3", "b1");
        stages.values().forEach(stage -> stage.complete(null));
        run(threads);
        assertThat(started).endsWith("a4");
        stages.get("a4").complete(null);
        assertThat(one.finish()).isCompleted();
    }

    @Test
    void whenSomeWaitThenThoseBehindThemInOrderWaitToo() {
        RequestLane lane = lane(Execution.IN_ORDER);
        RequestLane other = lane(Execution.PARALLEL);
        add(other, "two at once", "x");
        add(other, "two at once", "y");
        add(lane, "two at once", "a");
        add(lane, "in place", "b");
        run(threads);
        assertThat(started).containsExactly("x", "y");

        stages.get("x").complete(null);
        run(threads);
        stages.get("a").complete(null);

        assertThat(started).containsExactly("x", "y", "a", "b");
    }

    @Test
    void whenALaneIsDiscardedThenWhatWaitsForAPlaceIsDroppedAndThePlaceGoesToOthers() {
        RequestLane running = lane(Execution.PARALLEL);
        add(running, "two at once", "a");
        add(running, "two at once", "b");
        RequestLane discarded = lane(Execution.PARALLEL);
        FakeCall dropped = add(discarded, "two at once", "c");
        RequestLane other = lane(Execution.PARALLEL);
        add(other, "two at once", "d");
        run(threads);

        assertThat(discarded.discard()).isCompleted();

        assertThat(dropped.isEnded()).isTrue();
        stages.get("a").complete(null);
        run(threads);
        assertThat(started).containsExactly("a", "b", "d");
    }

    @Test
    void whenThreadsTakeNoMoreThenAPlaceGoesOnToWhoWaits() {
        RequestLane lane = lane(Execution.PARALLEL);
        add(lane, "one on own threads", "a");
        FakeCall refused = add(lane, "one on own threads", "b");
        run(ownThreads);
        ownThreadsRefuse = true;

        stages.get("a").complete(null);

        assertThat(refused.failures()).hasSize(1);
        assertThat(lane.finish()).isCompleted();
        ownThreadsRefuse = false;
        RequestLane next = lane(Execution.PARALLEL);
        add(next, "one on own threads", "c");
        run(ownThreads);
        assertThat(started).containsExactly("a", "c");
    }

    @Test
    void whenThreadsTakeNoMoreThenThoseBehindInOrderAreToldToo() {
        RequestLane running = lane(Execution.PARALLEL);
        add(running, "one on own threads", "a");
        RequestLane lane = lane(Execution.IN_ORDER);
        FakeCall first = add(lane, "one on own threads", "b");
        FakeCall behind = add(lane, "one on own threads", "c");
        run(ownThreads);
        ownThreadsRefuse = true;

        stages.get("a").complete(null);

        assertThat(first.failures()).hasSize(1);
        assertThat(behind.failures()).hasSize(1);
        assertThat(lane.finish()).isCompleted();
    }

    private RequestLane lane(Execution execution) {
        RequestLane lane =
                new RequestLane(dispatcher, threads::add, execution, Limits.defaults(), read -> {});
        lane.start();
        return lane;
    }

    private Handlers handlers() {
        HandlerOptions defaults = HandlerOptions.defaults();
        Handlers.Builder builder = new Handlers.Builder();
        builder.add("async", this::await);
        builder.add(
                "in place",
                Handler.of(
                        (Request request) -> {
                            started.add(request.text());
                        }),
                defaults.onEventLoop());
        builder.add("own threads", this::start, defaults.executor(this::onOwnThread));
        builder.add("two at once", this::await, defaults.maxConcurrent(2));
        builder.add(
                "one on own threads",
                this::await,
                defaults.maxConcurrent(1).executor(this::onOwnThread));
        return builder.build();
    }

    private void onOwnThread(Runnable task) {
        if (ownThreadsRefuse) {
            throw new RejectedExecutionException("full");
        }
        ownThreads.add(task);
    }

    private CompletableFuture<Void> start(Request request) {
        started.add(request.text());
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> await(Request request) {
        started.add(request.text());
        return stages.computeIfAbsent(request.text(), key -> new CompletableFuture<>());
    }

    private FakeCall add(RequestLane lane, String method, String text) {
        FakeCall call = new FakeCall(CallKind.SEND, method, text);
        lane.add(dispatcher.request(call, new FakePeer("bisocket/2")));
        return call;
    }

    private static void run(Queue<Runnable> threads) {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }
}
