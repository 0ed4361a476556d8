package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Demand;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.GoAway;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Ping;
import io.bisocket.internal.protocol.Pong;
import io.bisocket.internal.protocol.Slice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An engine between a random application and a peer that sends random frames: some right, some
 * almost, until the session ends. Then everybody has been told their end, once, and all memory is
 * given back.
 */
final class AnyPeer {

    private static final int STEPS = 200;

    /** The length of a failure without texts. */
    private static final int FAILURE = 8;

    private final Random random;
    private final LoneEngine engine;
    private final List<Ends> ends = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final int[] left = new int[3];
    private long received;
    private long sent;
    private long nextCall;
    private boolean closed;

    AnyPeer(long seed) {
        random = new Random(seed);
        SessionSettings settings = random.nextBoolean() ? SessionSettings.defaults() : narrow();
        Side side = random.nextBoolean() ? Side.CLIENT : Side.SERVER;
        engine = LoneEngine.attached(side, settings);
        engine.handler = this::handle;
        engine.onEvent = event -> sometimes(10, this::act);
    }

    private static SessionSettings narrow() {
        SessionSettings d = SessionSettings.defaults();
        return new SessionSettings(500, 4, 700, 3000, 2, 2, 900, 300, d.timings(), d.algorithms());
    }

    void run() {
        for (int step = 0; step < STEPS && !engine.isOver(); step++) {
            act();
            frames();
            if (random.nextInt(4) == 0) {
                engine.written().forEach(frame -> sent = Math.max(sent, sequence(frame)));
                engine.writtenBack();
            }
            sometimes(20, () -> engine.time.advance(random.nextInt(5000)));
            sometimes(30, this::reattach);
        }
        engine.engine.abort(CloseCode.ABORTED, new SessionLostException("enough"));
        finish();
    }

    private static long sequence(Frame frame) {
        if (frame instanceof Close close) {
            return close.sequence();
        }
        return frame instanceof Data data ? data.sequence() : 0;
    }

    private void finish() {
        while (engine.engine.runningHandlers() > 0) {
            List.copyOf(engine.calls).forEach(InboundCall::ended);
        }
        List.copyOf(engine.sendReplies).forEach(Delivery::release);
        List.copyOf(ends).forEach(Ends::check);
        require(engine.budget.used() == 0, "all memory is given back: " + engine.budget.used());
        // Sends that were accepted are handled even after a good end.
        List<String> events = engine.events.stream().filter(it -> !it.equals("call m")).toList();
        require(events.stream().filter(AnyPeer::isEnd).count() == 1, "the session ends once");
        require(isEnd(events.get(events.size() - 1)), "the end is the last word");
        require(!engine.events.toString().contains("could not be handled"), "no surprise");
    }

    private static boolean isEnd(String event) {
        return event.equals("closed") || event.startsWith("lost: ");
    }

    static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }

    private void sometimes(int oneIn, Runnable action) {
        if (random.nextInt(oneIn) == 0) {
            action.run();
        }
    }

    // ---- the application

    private void act() {
        switch (random.nextInt(9)) {
            case 0, 1 -> engine.engine.send("m", content(), whenFull(), new Ends(false));
            case 2, 3 ->
                    calls.add(
                            engine.engine.request(
                                    "m", content(), deadline(), whenFull(), new Ends(true)));
            case 4 ->
                    calls.add(
                            engine.engine.stream(
                                    "m", content(), deadline(), 2, whenFull(), new Ends(true)));
            case 5 -> sometimes(3, () -> calls.stream().findAny().ifPresent(Call::cancel));
            case 6 -> sometimes(20, () -> engine.engine.close(CloseCode.NORMAL));
            case 7 -> sometimes(3, () -> List.copyOf(engine.calls).forEach(InboundCall::ended));
            default -> List.copyOf(engine.calls).forEach(this::handle);
        }
    }

    private Content content() {
        return Content.of(new byte[random.nextInt(random.nextInt(8) == 0 ? 20_000 : 300)]);
    }

    private long deadline() {
        return random.nextBoolean() ? Call.NO_DEADLINE : engine.time.now() + random.nextInt(10_000);
    }

    private WhenFull whenFull() {
        // DISCONNECT would end most runs at once.
        return WhenFull.values()[random.nextInt(3)];
    }

    private void handle(InboundCall call) {
        switch (call.kind()) {
            case REQUEST -> sometimes(3, () -> call.reply(content(), new Ends(false)));
            case STREAM -> sometimes(3, () -> call.end(new Ends(false)));
            default -> sometimes(3, () -> call.item(content(), whenFull(), new Ends(false)));
        }
        sometimes(6, () -> call.fail(Failures.unknown(ErrorCode.TIMEOUT, ""), told()));
        sometimes(5, call::ended);
    }

    private SendListener told() {
        return new Ends(false);
    }

    // ---- the peer

    private void frames() {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count && !engine.isOver(); i++) {
            for (SocketRole role : SocketRole.values()) {
                if (!engine.engine.attachments().isAttached(role)) {
                    attach(role);
                }
            }
            if (engine.isOver()) {
                return;
            }
            if (random.nextInt(3) > 0) {
                engine.read(onDataSocket());
            } else {
                engine.readBack(onControlSocket());
            }
        }
    }

    private void reattach() {
        if (!engine.isOver()) {
            SocketRole role = SocketRole.values()[random.nextInt(2)];
            sometimes(2, () -> engine.socket(role).closed());
            attach(role);
        }
    }

    private void attach(SocketRole role) {
        long has = random.nextInt(50) == 0 ? random.nextInt(50) : sent;
        engine.attach(role, LoneEngine.terms(has, LoneEngine.grant(100, 1 << 20)));
        if (role != engine.dataRole()) {
            Arrays.fill(left, 0);
        }
    }

    private Frame onDataSocket() {
        return switch (random.nextInt(30)) {
            case 0 -> new GoAway(random.nextInt(20));
            case 1 -> random.nextInt(5) == 0 ? close() : ack();
            case 2 -> ack();
            case 3 -> new Ping(random.nextInt(5));
            case 4 -> random.nextInt(25) == 0 ? new Close(CloseScope.ABORT, 26, 0) : ack();
            default -> closed && random.nextInt(200) > 0 ? ack() : data();
        };
    }

    private Frame close() {
        if (!closed) {
            closed = true;
            received++;
        }
        return new Close(CloseScope.SESSION, 0, received);
    }

    private Frame onControlSocket() {
        return switch (random.nextInt(6)) {
            case 0 -> new Cancel(reference());
            case 1 -> new Demand(reference(), 1 + random.nextInt(20));
            case 2 -> new Pong(random.nextInt(5));
            default -> ack();
        };
    }

    private Frame ack() {
        return Sent.ack(random.nextInt(500) == 0 ? random.nextInt(100) : sent);
    }

    private long reference() {
        return random.nextInt(40) == 0 ? random.nextLong() : random.nextInt(20);
    }

    /** Mostly one that fits. */
    private long reference(MessageKind kind) {
        if (random.nextInt(100) == 0) {
            return reference();
        }
        if (kind.isCall()) {
            return nextCall += 2;
        }
        if (kind == MessageKind.REPORT) {
            return 1;
        }
        return calls.stream()
                .filter(call -> call.message() != null && !call.isUnsent())
                .filter(call -> isAnswerTo(call, kind))
                .skip(random.nextInt(3))
                .findFirst()
                .map(Call::reference)
                .orElse(1000L);
    }

    private static boolean isAnswerTo(Call call, MessageKind kind) {
        return switch (kind) {
            case REPLY -> call.kind == MessageKind.REQUEST;
            case ITEM, END -> call.kind == MessageKind.STREAM;
            default -> true;
        };
    }

    private Data data() {
        int slot = random.nextInt(left.length);
        if (left[slot] > 0 && random.nextBoolean()) {
            return later(slot);
        }
        MessageKind kind = MessageKind.values()[random.nextInt(MessageKind.values().length)];
        int size =
                random.nextInt(random.nextInt(8) == 0 ? 2000 : 200)
                        + (kind.isFailure() ? FAILURE : 0);
        DataHead head = Sent.head(kind, reference(kind), "m", size);
        if (size > 1 && left[slot] == 0 && !kind.isFailure() && random.nextInt(3) == 0) {
            left[slot] = size - size / 2;
            return new Data(slot, head, 0, false, part(size / 2));
        }
        boolean isVoid = size > 0 && random.nextInt(10) == 0;
        return new Data(slot, head, sequence(), isVoid, isVoid ? Slice.EMPTY : part(size, kind));
    }

    private Data later(int slot) {
        int size = left[slot];
        if (size > 1 && random.nextInt(3) == 0) {
            left[slot] = size - size / 2;
            return new Data(slot, null, 0, false, part(size / 2));
        }
        left[slot] = 0;
        return new Data(slot, null, sequence(), false, part(size));
    }

    private long sequence() {
        return random.nextInt(500) == 0 ? received + 2 : ++received;
    }

    private Slice part(int size, MessageKind kind) {
        if (kind.isFailure() && size >= FAILURE && random.nextInt(50) > 0) {
            byte[] bytes = new byte[size];
            ByteBuffer.wrap(bytes).putShort(FAILURE - 2, (short) (size - FAILURE));
            return Slice.of(bytes);
        }
        return part(size);
    }

    private Slice part(int size) {
        return Slice.of(new byte[size]);
    }

    /** Somebody who waits for one end. */
    private final class Ends implements CallListener, SendListener {

        private final boolean isCall;
        private int count;

        Ends(boolean isCall) {
            this.isCall = isCall;
            ends.add(this);
        }

        void check() {
            require(count == 1, "told one end: " + count);
        }

        private void end() {
            count++;
            sometimes(20, AnyPeer.this::act);
        }

        @Override
        public void onAcknowledged() {
            if (!isCall) {
                end();
            }
        }

        @Override
        public void onItem(Delivery item) {
            require(count == 0, "no item after the end");
            engine.sendReplies.add(item);
        }

        @Override
        public void onReply(Content reply) {
            end();
        }

        @Override
        public void onEnd() {
            end();
        }

        @Override
        public void onFailed(Failure failure) {
            end();
        }
    }

    @Override
    public String toString() {
        return engine.events.toString();
    }
}
