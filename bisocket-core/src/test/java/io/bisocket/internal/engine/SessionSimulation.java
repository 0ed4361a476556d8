package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.internal.engine.SimPlan.Ending;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.Grant;
import java.util.List;
import java.util.Random;

/**
 * One run: two sides, a bad network, load both ways, all drawn from one seed. Afterwards the two
 * applications compare what they know.
 */
final class SessionSimulation {

    private static final List<String> TASKS =
            List.of(
                    "reply",
                    "reply",
                    "reply",
                    "silent",
                    "fail",
                    "never",
                    "push",
                    "push",
                    "pushreply",
                    "pushfail",
                    "stream",
                    "stream",
                    "nest");

    private final Random random;
    private final SimPlan plan;
    private final VirtualTime time = new VirtualTime();
    private final SharedBudget clientBudget;
    private final SharedBudget serverBudget;
    private final SimSide client;
    private final SimSide server;
    private final SimNetwork network;
    private boolean loaded = true;

    SessionSimulation(long seed) {
        random = new Random(seed);
        plan = SimPlan.random(random);
        clientBudget = new SharedBudget(plan.budget());
        serverBudget = new SharedBudget(plan.budget());
        // Only one side nests: two that wait for each other's last handler would wait for ever.
        client = new SimSide("client", Side.CLIENT, plan, time, random, clientBudget, true);
        server = new SimSide("server", Side.SERVER, plan, time, random, serverBudget, false);
        network = new SimNetwork(time, random, plan, client.engine, server.engine);
        client.onDetached = network::dialLater;
    }

    void run() {
        network.dial(SocketRole.SEND);
        network.dial(SocketRole.RECEIVE);
        waitUntilEstablished();
        scheduleActions();
        scheduleTrouble();
        scheduleEnding();
        for (int i = 0; i < plan.over() / 10 + 1; i++) {
            time.advance(10);
            checkBounds();
        }
        loaded = false;
        waitUntilQuiet();
        checkEnd();
        checkCalls(client, server);
        checkCalls(server, client);
        if (plan.ending() == Ending.QUIET) {
            checkNothingIsLeft();
        }
    }

    private void waitUntilEstablished() {
        for (int i = 0; i < 10 && !client.engine.isEstablished(); i++) {
            time.advance(100);
        }
        require(client.engine.isEstablished(), "both sockets are attached at first");
    }

    private void scheduleActions() {
        for (int i = 0; i < plan.actions(); i++) {
            SimSide side = random.nextBoolean() ? client : server;
            time.schedule(random.nextInt(plan.over()), () -> act(side));
        }
    }

    private void act(SimSide side) {
        String task = TASKS.get(random.nextInt(TASKS.size()));
        if (task.equals("nest") && !side.mayNest()) {
            task = "reply";
        }
        int size = random.nextInt(300);
        if (random.nextInt(4) == 0) {
            size = random.nextInt(6000);
        }
        if (random.nextInt(30) == 0) {
            size = random.nextInt(24_000);
        }
        side.act(task, size);
    }

    private void scheduleTrouble() {
        if (plan.cutEvery() > 0) {
            time.schedule(random.nextInt(2 * plan.cutEvery()), this::trouble);
        }
    }

    private void trouble() {
        if (!loaded) {
            return;
        }
        if (random.nextInt(5) == 0) {
            network.dial(SocketRole.values()[random.nextInt(2)]);
        } else {
            network.cutOne();
        }
        scheduleTrouble();
    }

    private void scheduleEnding() {
        int when = random.nextInt(plan.over());
        time.schedule(when, this::begin);
        if (plan.ending() == Ending.BOTH_CLOSE) {
            time.schedule(random.nextInt(plan.over()), () -> close(server));
        }
    }

    private void begin() {
        switch (plan.ending()) {
            case QUIET -> {}
            case CLIENT_CLOSES, BOTH_CLOSE -> close(client);
            case SERVER_CLOSES -> close(server);
            case OUTAGE -> {
                network.down();
                time.schedule(60_000, network::up);
            }
            case FORGOTTEN -> network.forget();
            case CLIENT_ABORTS ->
                    client.engine.abort(
                            CloseCode.ABORTED, new SessionLostException("the client is gone"));
        }
    }

    private void close(SimSide side) {
        if (random.nextBoolean()) {
            side.engine.drain(CloseCode.SHUTDOWN);
            time.schedule(random.nextInt(500), () -> side.engine.close(CloseCode.SHUTDOWN));
        } else {
            side.engine.close(CloseCode.NORMAL);
        }
    }

    private void waitUntilQuiet() {
        int seconds = plan.ending() == Ending.OUTAGE ? 200 : 120;
        for (int i = 0; i < seconds * 10 && !isQuiet(); i++) {
            if (plan.ending() != Ending.OUTAGE && client.endCount > 0) {
                network.clientEnded();
            }
            time.advance(100);
        }
        require(isQuiet(), "all is quiet after a while" + describe(client) + describe(server));
        time.advance(2000);
    }

    private static String describe(SimSide side) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%n%s: ended %d, running %d of %d, outbox %d, busy %s"
                        .formatted(
                                side.name,
                                side.endCount,
                                side.running,
                                side.engine.runningHandlers(),
                                side.engine.outboxBytes(),
                                side.engine.isBusy()));
        side.calls.stream()
                .filter(call -> call.ends == 0)
                .forEach(call -> text.append("\n  " + call));
        return text.toString();
    }

    private boolean isQuiet() {
        boolean ended = plan.ending() == Ending.QUIET || isOver(client) && isOver(server);
        return ended && isQuiet(client) && isQuiet(server);
    }

    private static boolean isOver(SimSide side) {
        return side.endCount > 0;
    }

    private static boolean isQuiet(SimSide side) {
        return (isOver(side) || !side.engine.isBusy())
                && side.running == 0
                && side.calls.stream().allMatch(call -> call.ends > 0);
    }

    private void checkBounds() {
        checkBounds(client, clientBudget);
        checkBounds(server, serverBudget);
    }

    private void checkBounds(SimSide side, SharedBudget budget) {
        require(budget.used() <= plan.budget(), "the memory budget is kept");
        require(
                side.engine.runningHandlers() <= plan.settings().maxRunning(),
                "the number of handlers is kept");
        SessionParts parts = side.engine.parts;
        for (CreditClass creditClass : CreditClass.values()) {
            Grant charged = parts.ready.window(creditClass).charged();
            Grant granted = parts.ready.window(creditClass).granted();
            require(charged.messages() <= granted.messages(), "credit in messages is kept");
            require(
                    charged.bytes() < granted.bytes() + 25_000 || charged.bytes() == 0,
                    "credit in bytes is kept");
            if (creditClass != CreditClass.ANSWERS) {
                require(
                        parts.outbox.bytes(creditClass)
                                <= Math.max(25_000, plan.settings().maxOutbox()),
                        "the outbox's bound is kept");
            }
        }
    }

    private void checkEnd() {
        if (plan.ending() == Ending.QUIET) {
            require(client.endCount == 0 && server.endCount == 0, "the session goes on");
            return;
        }
        require(client.endCount == 1 && server.endCount == 1, "the session ends once per side");
        boolean lost =
                plan.ending() == Ending.OUTAGE
                        || plan.ending() == Ending.FORGOTTEN
                        || plan.ending() == Ending.CLIENT_ABORTS;
        if (lost) {
            require(isLost(client) && isLost(server), "both sides know that it is lost");
        } else {
            require(!isLost(client), "the client closes in good order");
            // The client does not come back to repeat its very last acknowledgement.
            require(!isLost(server) || plan.cutEvery() > 0, "the server closes in good order");
        }
    }

    private static boolean isLost(SimSide side) {
        return side.ends.contains(null) == false && side.endCount > 0;
    }

    private void checkCalls(SimSide side, SimSide peer) {
        for (SimCall call : side.calls) {
            int started = peer.started.getOrDefault(call.number, 0);
            require(call.ends == 1, "ended once: " + call);
            require(started <= 1, "started once: " + call);
            switch (call.outcome) {
                case "reply", "end" -> require(started == 1, "started: " + call);
                case "acknowledged" -> checkAcknowledged(side, peer, call, started);
                default -> checkFailure(side, call, call.failure, started);
            }
        }
        int last = -1;
        for (int number : peer.sendsStarted) {
            require(number > last, "sends are in order: " + peer.sendsStarted);
            last = number;
        }
    }

    private void checkAcknowledged(SimSide side, SimSide peer, SimCall call, int started) {
        boolean refused = side.refusedSends.contains(call.reference);
        require(!refused || isBudgetTight(), "not refused: " + call);
        boolean lost = isLost(side) || isLost(peer);
        // Behind its CLOSE a side cannot report what it refuses for lack of memory.
        boolean mute = isBudgetTight() && plan.ending() != Ending.QUIET;
        require(started == (refused ? 0 : 1) || lost || mute, "started: " + call);
    }

    private boolean isBudgetTight() {
        return plan.budget() < 1_000_000;
    }

    private void checkFailure(SimSide side, SimCall call, Failure failure, int started) {
        if (failure.notProcessed()) {
            require(started == 0, "certainly not processed: " + call);
        }
        ErrorCode code = code(failure.code());
        boolean detached = plan.cutEvery() > 0 || plan.ending() != Ending.QUIET;
        boolean right =
                switch (code) {
                    case HANDLER_FAILED -> call.task.equals("fail") && started == 1;
                    case CANCELLED -> call.cancelled;
                    case TIMEOUT -> call.hasShortDeadline();
                    case SESSION_LOST ->
                            isLost(side)
                                    || isOver(side) && failure.notProcessed()
                                    || call.hasShortDeadline() && detached;
                    case DRAINING -> plan.ending() != Ending.QUIET && failure.notProcessed();
                    case OUTBOX_FULL -> failure.notProcessed();
                    case OVERLOADED -> isBudgetTight();
                    case PAYLOAD_TOO_LARGE -> call.size > 20_000;
                    default -> false;
                };
        require(right, "failed rightly: " + call);
    }

    private static ErrorCode code(int number) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.number() == number) {
                return code;
            }
        }
        throw new AssertionError("no code has number " + number);
    }

    private void checkNothingIsLeft() {
        require(clientBudget.used() == 0, "the client's memory is given back");
        require(serverBudget.used() == 0, "the server's memory is given back");
        checkNothingIsLeft(client, server);
        checkNothingIsLeft(server, client);
    }

    private void checkNothingIsLeft(SimSide side, SimSide peer) {
        require(side.engine.outboxBytes() == 0, "the outbox is empty");
        require(side.engine.pendingCalls() == 0, "no call is pending");
        require(side.engine.runningHandlers() == 0, "no handler runs");
        for (CreditClass creditClass : CreditClass.values()) {
            SendWindow sends = side.engine.parts.ready.window(creditClass);
            ReceiveWindow receives = peer.engine.parts.in.window(creditClass);
            require(sends.charged().equals(receives.begun()), "both count the same credit");
            require(
                    sends.granted().equals(receives.granted()),
                    "both know the same grants: %s has %s of %s for %s"
                            .formatted(
                                    side.name, sends.granted(), receives.granted(), creditClass));
            Grant charged = sends.charged();
            Grant all =
                    new Grant(
                            charged.messages() + plan.settings().windowMessages(),
                            charged.bytes() + plan.settings().windowBytes());
            require(all.equals(sends.granted()), "all credit has come back");
        }
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }

    @Override
    public String toString() {
        return plan.toString();
    }
}
