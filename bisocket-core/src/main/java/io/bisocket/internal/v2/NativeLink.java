package io.bisocket.internal.v2;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.PayloadTooLargeException;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.SessionLostException;
import io.bisocket.WhenFull;
import io.bisocket.internal.engine.Call;
import io.bisocket.internal.engine.Content;
import io.bisocket.internal.engine.Delivery;
import io.bisocket.internal.engine.SessionEngine;
import io.bisocket.internal.engine.Side;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkStats;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.ReplyListener;
import io.bisocket.internal.link.RequestCall;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A session as a link: what any thread asks is handed to the session's event loop, in order.
 * Thread-safe.
 */
final class NativeLink implements Link {

    /** The format's name. */
    static final String DIALECT = "native";

    /** How many calls may wait for an answer; further ones are refused. */
    static final int MAX_PENDING_CALLS = 65_536;

    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Session session;
    private final Side side;
    private final EventLoop loop;
    private final SessionTasks tasks;
    private final Packing packing;
    private final OutboxRoom room;
    private final OutboxRoom itemRoom;
    private final AtomicInteger pendingCalls = new AtomicInteger();
    private volatile int peerLimit = Integer.MAX_VALUE;

    NativeLink(
            Session session,
            Side side,
            EventLoop loop,
            Packing packing,
            String peer,
            long maxOutbox) {
        this.session = session;
        this.side = side;
        this.loop = loop;
        this.tasks = new SessionTasks(loop);
        this.packing = packing;
        this.room = new OutboxRoom(peer, maxOutbox);
        this.itemRoom = new OutboxRoom(peer, maxOutbox);
    }

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return session.remoteAddress();
    }

    @Override
    public LinkStats stats() {
        return new LinkStats(pendingCalls.get(), room.used() + itemRoom.used());
    }

    @Override
    public CompletableFuture<RequestId> send(Outgoing message, WhenFull whenFull) {
        try {
            Content content = pack(message);
            long cost = cost(message.method(), content);
            room.take(cost, whenFull);
            PendingSend send = new PendingSend(this, message.method(), cost);
            execute(
                    () -> send.start(content, inTheOutbox(whenFull)),
                    () -> {
                        room.give(cost);
                        send.completeExceptionally(gone());
                    });
            return send;
        } catch (BiSocketException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public RequestCall request(
            Outgoing message, Duration timeout, WhenFull whenFull, ReplyListener told) {
        long deadline = deadline(timeout);
        PendingRequest request;
        try {
            request = pending(message, deadline, whenFull, told);
        } catch (BiSocketException e) {
            told.onFailed(e);
            return RequestCall.OVER;
        }
        execute(request);
        return request;
    }

    private PendingRequest pending(
            Outgoing message, long deadline, WhenFull whenFull, ReplyListener told) {
        Content content = pack(message);
        long cost = cost(message.method(), content);
        enterCall();
        takeRoomForCall(cost, whenFull);
        return new PendingRequest(
                this, message.method(), content, cost, deadline, inTheOutbox(whenFull), told);
    }

    @Override
    public StreamCall stream(
            Outgoing message, Duration timeout, WhenFull whenFull, StreamListener listener) {
        return new PendingStream(
                this,
                message.method(),
                pack(message),
                deadline(timeout),
                inTheOutbox(whenFull),
                listener);
    }

    @Override
    public CompletableFuture<Void> endCalls() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        execute(() -> session.drain(CloseCode.SHUTDOWN, ended), () -> ended.complete(null));
        return ended;
    }

    @Override
    public CompletableFuture<Void> close() {
        execute(
                () -> {
                    session.engine().close(CloseCode.NORMAL);
                    loop.schedule(this::cutOff, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                });
        return session.closed();
    }

    @Override
    public void abort(BiSocketException cause) {
        execute(() -> session.engine().abort(CloseCode.ABORTED, cause));
    }

    private void cutOff() {
        session.engine()
                .abort(
                        CloseCode.ABORTED,
                        new SessionLostException(
                                "the peer did not close the session within " + CLOSE_TIMEOUT));
    }

    // ---- for the messages on their way

    /** The id of a call of this side. */
    RequestId ownId(long reference) {
        return References.id(side, reference);
    }

    /** The id of a call of the peer. */
    RequestId peerId(long reference) {
        return References.id(side == Side.CLIENT ? Side.SERVER : Side.CLIENT, reference);
    }

    SessionEngine engine() {
        return session.engine();
    }

    /** Where calls and sends wait. */
    OutboxRoom room() {
        return room;
    }

    /** Where items and replies to sends wait. */
    OutboxRoom itemRoom() {
        return itemRoom;
    }

    /** The largest message that the peer accepts, in bytes. */
    void peerLimit(int bytes) {
        peerLimit = bytes;
    }

    /**
     * What goes on the wire.
     *
     * @throws PayloadTooLargeException if the peer does not accept so much
     */
    Content pack(Outgoing message) {
        int size = message.payload().length;
        if (size > peerLimit) {
            throw new PayloadTooLargeException(size, peerLimit, "the peer's max-message-size");
        }
        return packing.pack(message);
    }

    Incoming received(Content content) {
        return new ReceivedContent(content, packing, () -> {});
    }

    Incoming received(Delivery delivery) {
        return new ReceivedContent(delivery.content(), packing, () -> execute(delivery::release));
    }

    /** Takes a place among the pending calls, to be left by {@link #callEnded}. */
    void enterCall() {
        if (pendingCalls.incrementAndGet() > MAX_PENDING_CALLS) {
            pendingCalls.decrementAndGet();
            throw new RequestRejectedException(
                    "over the limit of %,d pending requests: so many wait for an answer from %s"
                            .formatted(MAX_PENDING_CALLS, session.peer()));
        }
    }

    void callEnded() {
        pendingCalls.decrementAndGet();
    }

    private void takeRoomForCall(long cost, WhenFull whenFull) {
        try {
            room.take(cost, whenFull);
        } catch (BiSocketException e) {
            callEnded();
            throw e;
        }
    }

    /** The session is over: nobody waits for room any more. */
    void over() {
        room.close();
        itemRoom.close();
    }

    BiSocketException exception(Failure failure, String method) {
        return CallFailures.toException(failure, method);
    }

    BiSocketException gone() {
        return new ConnectionLostException("the link to %s is closed".formatted(session.peer()));
    }

    void execute(Runnable task) {
        execute(task, () -> {});
    }

    /** Runs a task on the session's thread, or the other one if that has ended. */
    void execute(Runnable task, Runnable otherwise) {
        tasks.execute(task, otherwise);
    }

    /** Does something on the session's thread, or gives it up if that has ended. */
    void execute(SessionTask task) {
        tasks.execute(task);
    }

    /** Reads something on the session's thread, and runs the tasks to which that leads. */
    boolean turn(BooleanSupplier reading) {
        return tasks.turn(reading);
    }

    boolean isOnLoop() {
        return loop.inEventLoop();
    }

    /** What a message takes of the outbox, in bytes. */
    static long cost(String method, Content content) {
        return 64L
                + ByteBufUtil.utf8Bytes(method)
                + content.headers().encodedLength()
                + content.bytes().length;
    }

    /** Whoever waits has waited before the outbox sees the message. */
    static WhenFull inTheOutbox(WhenFull whenFull) {
        return whenFull == WhenFull.FAIL ? WhenFull.WAIT : whenFull;
    }

    private static long deadline(Duration timeout) {
        if (timeout.isZero()) {
            return Call.NO_DEADLINE;
        }
        return LoopTimers.millis() + Math.min(timeout.toMillis(), DataHead.NO_TIMEOUT - 1);
    }
}
