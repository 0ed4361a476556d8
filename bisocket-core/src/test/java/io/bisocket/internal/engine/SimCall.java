package io.bisocket.internal.engine;

import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Failure;
import java.util.Random;

/** A call that a simulated application makes, and what became of it. */
final class SimCall implements CallListener {

    final int number;
    final String task;
    final int size;
    Runnable onEnd = () -> {};
    int ends;
    boolean cancelled;
    long deadline = Call.NO_DEADLINE;
    long reference;
    boolean acknowledged;
    String outcome = "pending";
    Failure failure;
    int items;
    private final SimSide side;
    private final VirtualTime time;
    private Random random;
    private Call call;
    private long demanded;
    private long startedAt;

    SimCall(SimSide side, VirtualTime time, int number, String task, int size) {
        this.side = side;
        this.time = time;
        this.number = number;
        this.task = task;
        this.size = size;
    }

    boolean hasShortDeadline() {
        return deadline - startedAt < 2000;
    }

    boolean isSend() {
        return task.startsWith("push");
    }

    void start(Random random) {
        this.random = random;
        startedAt = time.now();
        WhenFull whenFull = random.nextInt(4) == 0 ? WhenFull.FAIL : WhenFull.WAIT;
        if (isSend()) {
            reference =
                    side.engine.send(
                            method(),
                            content(number, size),
                            random.nextInt(8) == 0 ? WhenFull.DROP_OLDEST : whenFull,
                            new Send());
            return;
        }
        if (task.equals("never") || random.nextInt(8) == 0) {
            deadline = time.now() + random.nextInt(1000);
        } else if (random.nextBoolean()) {
            deadline = time.now() + 1_000_000;
        }
        begin(whenFull);
        if (random.nextInt(5) == 0) {
            time.schedule(random.nextInt(random.nextBoolean() ? 20 : 300), this::cancel);
        }
    }

    /** Without deadline, and waiting for room. */
    void startPatiently() {
        random = new Random(number);
        begin(WhenFull.WAIT);
    }

    private void begin(WhenFull whenFull) {
        if (task.equals("stream")) {
            demanded = random.nextInt(3);
            call =
                    side.engine.stream(
                            method(), content(number, size), deadline, demanded, whenFull, this);
            time.schedule(random.nextInt(50), this::demandMore);
        } else {
            call = side.engine.request(method(), content(number, size), deadline, whenFull, this);
        }
        reference = call.reference();
    }

    private void demandMore() {
        if (ends == 0) {
            long more = 1 + random.nextInt(3);
            demanded += more;
            call.demand(more);
            time.schedule(random.nextInt(100), this::demandMore);
        }
    }

    private void cancel() {
        if (ends == 0) {
            cancelled = true;
            call.cancel();
        }
    }

    @Override
    public void onAcknowledged() {
        acknowledged = true;
    }

    @Override
    public void onItem(Delivery item) {
        require(ends == 0, "an item after the end");
        checkPayload(items, item.content().bytes());
        items++;
        require(items <= demanded, "more items than asked for");
        if (task.equals("stream") && side.mayNest() && items % 3 == 0) {
            // A consumer that takes an item only when a request of its own is answered.
            SimCall inner = new SimCall(side, time, side.calls.size(), "reply", 40);
            side.calls.add(inner);
            inner.onEnd = item::release;
            inner.startPatiently();
        } else {
            time.schedule(random.nextInt(80), item::release);
        }
    }

    @Override
    public void onReply(Content reply) {
        if (task.equals("silent")) {
            require(reply.bytes().length == 0, "a reply to silence");
        } else {
            require(reply.bytes().length == size, "a reply of another size");
            checkPayload(number, reply.bytes());
        }
        end("reply");
    }

    @Override
    public void onEnd() {
        require(items == 1 + number % 7, "the end before the last item");
        end("end");
    }

    @Override
    public void onFailed(Failure failure) {
        this.failure = failure;
        end("failed");
    }

    private void end(String how) {
        outcome = how;
        ends++;
        require(ends == 1, "a second end");
        onEnd.run();
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what + ": " + this);
        }
    }

    private final class Send implements SendListener {

        @Override
        public void onAcknowledged() {
            acknowledged = true;
            end("acknowledged");
        }

        @Override
        public void onFailed(Failure failure) {
            SimCall.this.onFailed(failure);
        }
    }

    private String method() {
        return task + ":" + number;
    }

    static String task(String method) {
        return method.substring(0, method.indexOf(':'));
    }

    static int number(String method) {
        return Integer.parseInt(method.substring(method.indexOf(':') + 1));
    }

    static Content content(int number, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (number * 31 + i);
        }
        return Content.of(bytes);
    }

    static void checkPayload(int number, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != (byte) (number * 31 + i)) {
                throw new AssertionError("byte " + i + " of message " + number + " is wrong");
            }
        }
    }

    @Override
    public String toString() {
        return "%s %s #%d ref %d, %d bytes: %s %s"
                .formatted(side.name, task, number, reference, size, outcome, failure);
    }
}
