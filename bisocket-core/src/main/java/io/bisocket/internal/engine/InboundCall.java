package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.MessageKind;
import org.jspecify.annotations.Nullable;

/**
 * A request, stream or send of the peer, whose handler has been started. To be used on the
 * session's thread alone.
 *
 * <pre>
 *            handler ends first                        answered first
 *  running ─────────────────────► answered for it ◄──────────────────── running, answered
 *     │ answer, CANCEL                                                    ▲    │ handler ends
 *     └───────────────────────────────────────────────────────────────────┘    ▼
 *                                                                             over
 * </pre>
 *
 * <p>Each request and stream gets exactly one last answer: the handler's, or an empty one when the
 * handler ends without, or an error when the peer cancels. What is given after that fails.
 */
public final class InboundCall implements Numbered<InboundCall> {

    private final InboundCalls calls;
    private final InMessage message;
    private final long deadline;
    private @Nullable Lane lane;
    private @Nullable Object handler;
    private @Nullable InboundCall nextInBucket;
    private long demand;
    private long items;
    private @Nullable Failure refusal;
    private boolean running;
    private boolean answered;

    InboundCall(InboundCalls calls, InMessage message, long deadline) {
        this.calls = calls;
        this.message = message;
        this.deadline = deadline;
        this.demand = message.head().demand();
    }

    /** The peer's number for it. */
    @Override
    public long reference() {
        return head().reference();
    }

    /** REQUEST, STREAM or SEND. */
    public MessageKind kind() {
        return head().kind();
    }

    /** The requested method. */
    public String method() {
        return head().method();
    }

    /** Headers and payload. */
    public Content content() {
        return message.content();
    }

    /** When the peer stops waiting, on the clock of {@link Timers}; {@link Call#NO_DEADLINE}. */
    public long deadline() {
        return deadline;
    }

    /** How many items the peer has asked for since the beginning. */
    public long demand() {
        return demand;
    }

    /**
     * The result of a request: its last answer.
     *
     * @throws IllegalStateException if this is no request
     */
    public void reply(Content content, SendListener listener) {
        require(kind() == MessageKind.REQUEST, "a %s has no single reply");
        calls.answer(this, MessageKind.REPLY, content, listener);
    }

    /**
     * The next item of a stream, or a reply to a send.
     *
     * @throws IllegalStateException if this is a request, or the peer has not asked for so many
     */
    public void item(Content content, WhenFull whenFull, SendListener listener) {
        require(kind() != MessageKind.REQUEST, "a %s has no items");
        require(
                kind() == MessageKind.SEND || answered || ++items <= demand,
                "a %s must not exceed its demand");
        calls.item(this, content, whenFull, listener);
    }

    /**
     * The end of a stream: its last answer.
     *
     * @throws IllegalStateException if this is no stream
     */
    public void end(SendListener listener) {
        require(kind() == MessageKind.STREAM, "a %s has no end");
        calls.answer(this, MessageKind.END, Content.EMPTY, listener);
    }

    /** It failed: the last answer to a request or stream, one of any number to a send. */
    public void fail(Failure failure, SendListener listener) {
        calls.fail(this, failure, listener);
    }

    /**
     * The handler has ended: its place is free for another. Where a request or stream has no last
     * answer yet it gets an empty one; a send can still be replied to. Does nothing the second
     * time.
     */
    public void ended() {
        calls.ended(this);
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message.formatted(kind()));
        }
    }

    DataHead head() {
        return message.head();
    }

    long begun() {
        return message.begun();
    }

    /** Its content is not needed any more. */
    void release() {
        message.release();
    }

    @Override
    public @Nullable InboundCall nextInBucket() {
        return nextInBucket;
    }

    @Override
    public void nextInBucket(@Nullable InboundCall next) {
        nextInBucket = next;
    }

    /** What this side has made of it; null at first. */
    public @Nullable Object handler() {
        return handler;
    }

    /** Keeps what this side has made of it. */
    public void handler(@Nullable Object made) {
        handler = made;
    }

    /** Where its answers go one after another; null for a request, which has only one. */
    @Nullable Lane lane() {
        if (lane == null && kind() != MessageKind.REQUEST) {
            lane = new Lane();
        }
        return lane;
    }

    /** It will not be handled. */
    void refuse(ErrorCode code, String why) {
        refusal = Failures.notProcessed(code, why);
    }

    @Nullable Failure refusal() {
        return refusal;
    }

    boolean isRunning() {
        return running;
    }

    void running(boolean running) {
        this.running = running;
    }

    boolean isAnswered() {
        return answered;
    }

    void answered() {
        answered = true;
    }

    /** Takes the peer's demand. Returns whether it is news. */
    boolean demand(long total) {
        if (total <= demand) {
            return false;
        }
        demand = total;
        return true;
    }
}
