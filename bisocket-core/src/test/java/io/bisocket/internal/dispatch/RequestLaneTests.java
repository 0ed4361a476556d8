package io.bisocket.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ClientSession;
import io.bisocket.Execution;
import io.bisocket.HandlerFailure;
import io.bisocket.HandlerOptions;
import io.bisocket.Limits;
import io.bisocket.Request;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RequestLaneTests {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> started = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> stages = new HashMap<>();
    private final List<Boolean> reading = new ArrayList<>();
    private final List<FakeCall> calls = new ArrayList<>();
    private final Limits limits = Limits.builder().maxQueuedRequests(4).maxQueuedBytes(100).build();
    private final Dispatcher dispatcher =
            new Dispatcher(
                    handlers(),
                    new JsonPayloadCodec(),
                    threads::add,
                    false,
                    BiSocketMetrics.none());

    @Test
    void whenInOrderThenTheNextStartsWhenTheOneBeforeIsDone() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.start();
        lane.add(request("async", "a"));
        lane.add(request("async", "b"));
        lane.add(request("sync", "c"));
        runAll();
        assertThat(started).containsExactly("a");

        stages.get("a").complete(null);
        runAll();
        assertThat(started).containsExactly("a", "b");

        stages.get("b").completeExceptionally(new IllegalStateException("expected here"));
        runAll();
        assertThat(started).containsExactly("a", "b", "c");
        assertThat(failures()).hasSize(1);
    }

    @Test
    void whenRequestsWaitThenOneThreadTakesThemAllInTurns() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.start();
        for (int i = 0; i < 40; i++) {
            lane.add(request("sync", ""));
        }

        assertThat(threads).hasSize(1);
        threads.remove().run();

        assertThat(started).hasSize(32);
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(started).hasSize(40);
        assertThat(threads).isEmpty();
    }

    @Test
    void whenParallelThenAllStart() {
        RequestLane lane = lane(Execution.PARALLEL);
        lane.start();
        lane.add(request("async", "a"));
        lane.add(request("async", "b"));
        runAll();

        assertThat(started).containsExactly("a", "b");
    }

    @Test
    void whenOneHandlerHasAnOrderThenItsRequestsWaitForEachOtherAlone() {
        RequestLane lane = lane(Execution.PARALLEL);
        lane.start();
        lane.add(request("ordered", "a"));
        lane.add(request("ordered", "b"));
        lane.add(request("async", "c"));
        lane.add(request("ordered too", "d"));
        runAll();
        assertThat(started).containsExactly("a", "c", "d");

        stages.get("a").complete(null);
        runAll();
        assertThat(started).containsExactly("a", "c", "d", "b");
    }

    @Test
    void whenAllAreInOrderThenAHandlerMayBeExempt() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.start();
        lane.add(request("async", "a"));
        lane.add(request("ordered", "b"));
        lane.add(request("parallel", "c"));
        runAll();
        assertThat(started).containsExactly("a", "c");

        stages.get("a").complete(null);
        runAll();
        assertThat(started).containsExactly("a", "c", "b");
    }

    @Test
    void whenDiscardedThenWhoWaitsForAnAnswerIsToldAndNobodyElse() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.start();
        FakeCall asked = new FakeCall(CallKind.REQUEST, "sync", "b");
        lane.add(request("async", "a"));
        lane.add(dispatcher.request(asked, client()));
        lane.add(request("sync", "c"));
        runAll();

        lane.discard();

        assertThat(asked.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.notProcessed()).isTrue());
        assertThat(asked.failures().get(0).message()).isEqualTo("the connection is being closed");
        assertThat(asked.isEnded()).isTrue();
        assertThat(failures()).isEmpty();
        assertThat(calls.get(1).isEnded()).isTrue();
    }

    @Test
    void whenTheLaneIsHeldThenNothingStartsYet() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.add(request("sync", "a"));
        runAll();
        assertThat(started).isEmpty();

        lane.start();
        runAll();

        assertThat(started).containsExactly("a");
    }

    @Test
    void whenManyRequestsWaitThenReadingPausesAndGoesOnBelowHalf() {
        RequestLane lane = lane(Execution.PARALLEL);
        lane.start();
        for (String name : List.of("a", "b", "c", "d")) {
            lane.add(request("async", name));
        }
        runAll();
        assertThat(reading).containsExactly(false);

        stages.get("a").complete(null);
        assertThat(reading).containsExactly(false);
        stages.get("b").complete(null);

        assertThat(reading).containsExactly(false, true);
    }

    @Test
    void whenManyBytesWaitThenReadingPausesAndGoesOnBelowHalf() {
        RequestLane lane = lane(Execution.PARALLEL);
        lane.start();
        lane.add(request("async", "x".repeat(60)));
        assertThat(reading).isEmpty();
        lane.add(request("async", "y".repeat(40)));
        runAll();
        assertThat(reading).containsExactly(false);

        stages.get("y".repeat(40)).complete(null);
        assertThat(reading).containsExactly(false);
        stages.get("x".repeat(60)).complete(null);

        assertThat(reading).containsExactly(false, true);
    }

    @Test
    void whenFinishedThenWhatWasTakenIsHandledAndNothingElseIsTaken() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.start();
        lane.add(request("async", "a"));
        runAll();

        CompletableFuture<Void> finished = lane.finish();
        assertThat(lane.add(request("sync", "b"))).isTrue();
        assertThat(finished).isNotDone();
        stages.get("a").complete(null);
        runAll();

        assertThat(finished).isCompleted();
        assertThat(started).containsExactly("a", "b");
        assertThat(lane.add(request("sync", "c"))).isFalse();
        assertThat(reading).containsExactly(false);
    }

    @Test
    void whenDiscardedThenWhatRunsIsAwaitedAndTheRestIsDropped() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.start();
        lane.add(request("async", "a"));
        lane.add(request("sync", "b"));
        runAll();

        CompletableFuture<Void> finished = lane.discard();
        assertThat(lane.add(request("sync", "c"))).isFalse();
        assertThat(finished).isNotDone();
        stages.get("a").complete(null);
        runAll();

        assertThat(finished).isCompleted();
        assertThat(started).containsExactly("a");
    }

    @Test
    void whenAbandonedThenNothingIsAwaited() {
        RequestLane lane = lane(Execution.IN_ORDER);
        lane.start();
        lane.add(request("async", "a"));
        runAll();

        lane.abandon();

        assertThat(lane.finish()).isCompleted();
    }

    @Test
    void whenTheWorkersTakeNoMoreThenTheRequestIsRejectedAndTheLaneGoesOn() {
        Executor refusing =
                task -> {
                    throw new RejectedExecutionException("full");
                };
        RequestLane lane =
                new RequestLane(dispatcher, refusing, Execution.IN_ORDER, limits, reading::add);
        lane.start();

        lane.add(request("sync", "a"));
        lane.add(request("sync", "b"));

        assertThat(failures())
                .extracting(HandlerFailure::type)
                .containsExactly("RequestRejectedException", "RequestRejectedException");
        assertThat(failures().get(0).message())
                .isEqualTo("the server's executor takes no more requests");
        assertThat(lane.finish()).isCompleted();
    }

    private RequestLane lane(Execution execution) {
        return new RequestLane(dispatcher, threads::add, execution, limits, reading::add);
    }

    private Handlers handlers() {
        Handlers.Builder builder = new Handlers.Builder();
        builder.add(
                "sync",
                Handler.of(
                        (Request request) -> {
                            started.add(request.text());
                        }));
        builder.add("async", this::await);
        HandlerOptions ordered = HandlerOptions.defaults().execution(Execution.IN_ORDER);
        builder.add("ordered", this::await, ordered);
        builder.add("ordered too", this::await, ordered);
        builder.add(
                "parallel", this::await, HandlerOptions.defaults().execution(Execution.PARALLEL));
        return builder.build();
    }

    private CompletableFuture<Void> await(Request request) {
        started.add(request.text());
        return stages.computeIfAbsent(request.text(), key -> new CompletableFuture<>());
    }

    private HandledRequest request(String method, String text) {
        FakeCall call = new FakeCall(CallKind.SEND, method, text);
        calls.add(call);
        return dispatcher.request(call, client());
    }

    private List<HandlerFailure> failures() {
        return calls.stream().flatMap(call -> call.failures().stream()).toList();
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private static ClientSession client() {
        return (ClientSession)
                Proxy.newProxyInstance(
                        ClientSession.class.getClassLoader(),
                        new Class<?>[] {ClientSession.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("id") ? new UUID(0, 1) : null);
    }
}
