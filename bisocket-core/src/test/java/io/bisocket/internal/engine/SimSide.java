package io.bisocket.internal.engine;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.MessageKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The application on one side of a simulated session: makes calls, handles the peer's, and keeps a
 * record of both. A method names what its handler does, and the number of the call; so each side
 * knows what the other should do.
 */
final class SimSide implements SessionListener {

    final String name;
    final SessionEngine engine;
    final List<SimCall> calls = new ArrayList<>();

    /** How often the handler of each of the peer's calls was started. */
    final Map<Integer, Integer> started = new HashMap<>();

    /** The peer's sends in the order in which their handlers were started. */
    final List<Integer> sendsStarted = new ArrayList<>();

    final List<BiSocketException> ends = new ArrayList<>();

    /** Sends that the peer has reported as not processed. */
    final Set<Long> refusedSends = new HashSet<>();

    int endCount;
    int running;
    int cancelledHandlers;
    boolean draining;
    Consumer<SocketRole> onDetached = role -> {};
    private final VirtualTime time;
    private final Random random;
    private final boolean mayNest;

    SimSide(
            String name,
            Side side,
            SimPlan plan,
            VirtualTime time,
            Random random,
            MemoryBudget budget,
            boolean mayNest) {
        this.name = name;
        this.time = time;
        this.random = random;
        this.mayNest = mayNest;
        this.engine = new SessionEngine(side, plan.settings(), time, budget, this);
    }

    boolean mayNest() {
        return mayNest;
    }

    // ---- calls of this side

    void act(String task, int size) {
        SimCall call = new SimCall(this, time, calls.size(), task, size);
        calls.add(call);
        call.start(random);
    }

    // ---- handlers

    @Override
    public void onCall(InboundCall call) {
        int number = SimCall.number(call.method());
        String task = SimCall.task(call.method());
        started.merge(number, 1, Integer::sum);
        running++;
        SimCall.checkPayload(number, call.content().bytes());
        if (call.kind() == MessageKind.SEND) {
            sendsStarted.add(number);
        }
        later(() -> handle(call, task, number));
    }

    private void later(Runnable task) {
        int delay = random.nextInt(3) == 0 ? 0 : random.nextInt(60);
        if (delay == 0 && random.nextBoolean()) {
            task.run();
        } else {
            time.schedule(delay, task);
        }
    }

    private void handle(InboundCall call, String task, int number) {
        switch (task) {
            case "reply" -> {
                call.reply(SimCall.content(number, call.content().bytes().length), told());
                end(call);
            }
            case "silent", "push" -> end(call);
            case "fail", "pushfail" -> {
                call.fail(
                        new Failure(ErrorCode.HANDLER_FAILED.number(), false, "T", "m", ""),
                        told());
                end(call);
            }
            case "never" -> {
                // Ends when it is cancelled.
            }
            case "pushreply" -> {
                for (int i = 0; i < 3; i++) {
                    call.item(SimCall.content(i, random.nextInt(300)), WhenFull.WAIT, told());
                }
                later(() -> end(call));
            }
            case "nest" -> nest(call, number);
            case "stream" -> produce(call, 0, 1 + number % 7);
            default -> throw new AssertionError(task);
        }
    }

    private void nest(InboundCall call, int number) {
        SimCall inner = new SimCall(this, time, calls.size(), "reply", 50);
        calls.add(inner);
        inner.onEnd =
                () -> {
                    call.reply(SimCall.content(number, call.content().bytes().length), told());
                    end(call);
                };
        inner.startPatiently();
    }

    private final Map<InboundCall, Runnable> producers = new HashMap<>();

    private void produce(InboundCall call, int next, int count) {
        producers.remove(call);
        if (next == count) {
            call.end(told());
            end(call);
        } else if (call.demand() > next) {
            // 600 bytes are large in some runs and small in others.
            call.item(SimCall.content(next, next % 2 == 0 ? 20 : 600), WhenFull.WAIT, told());
            later(() -> produce(call, next + 1, count));
        } else {
            producers.put(call, () -> produce(call, next, count));
        }
    }

    @Override
    public void onDemand(InboundCall call) {
        Runnable producer = producers.remove(call);
        if (producer != null) {
            later(producer);
        }
    }

    @Override
    public void onCancelled(InboundCall call) {
        cancelledHandlers++;
        producers.remove(call);
        String task = SimCall.task(call.method());
        if (task.equals("never") || task.equals("stream")) {
            end(call);
        }
    }

    private final Map<InboundCall, Boolean> endedCalls = new HashMap<>();

    private void end(InboundCall call) {
        if (endedCalls.put(call, true) == null) {
            running--;
        }
        call.ended();
    }

    private SendListener told() {
        return new SimTold();
    }

    /** Checks that the end is told once. */
    private static final class SimTold implements SendListener {

        private int ends;

        @Override
        public void onAcknowledged() {
            ended();
        }

        @Override
        public void onFailed(Failure failure) {
            ended();
        }

        private void ended() {
            if (++ends > 1) {
                throw new AssertionError("told the end of a message twice");
            }
        }
    }

    // ---- replies to sends, and the rest

    private final Map<Long, Integer> sendReplies = new HashMap<>();

    @Override
    public void onSendReply(long reference, Delivery reply) {
        int before = sendReplies.merge(reference, 1, Integer::sum) - 1;
        if (reply.failure() == null) {
            SimCall.checkPayload(before, reply.content().bytes());
        } else if (reply.failure().notProcessed()) {
            refusedSends.add(reference);
        }
        time.schedule(random.nextInt(100), reply::release);
    }

    @Override
    public void onDetached(SocketRole role) {
        onDetached.accept(role);
    }

    @Override
    public void onGoAway(int code) {}

    @Override
    public void onClosing(int code) {}

    @Override
    public void onClosed(BiSocketException cause) {
        endCount++;
        ends.add(cause);
    }
}
