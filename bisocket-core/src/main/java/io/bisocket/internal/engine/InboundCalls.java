package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.MessageKind;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The peer's requests, streams and sends: started in order, so many at a time, and not while too
 * many answers wait for the peer. Only answers count there, since nothing but the peer's reading
 * holds them up; if requests of this side's own counted, two sides with full outboxes would wait
 * for each other for ever.
 */
final class InboundCalls {

    private static final Failure TOO_LATE =
            Failures.notProcessed(ErrorCode.CANCELLED, "the call has its last answer already");
    private static final Failure ENDED =
            Failures.notProcessed(ErrorCode.SESSION_LOST, "the session has ended");

    private final SessionSettings settings;
    private final Agenda agenda;
    private final MessageFactory messages;
    private final Outbox outbox;
    private final SessionListener listener;
    private final Consumer<DataHead> giveBack;
    private final Runnable idle;
    private final CallTable<InboundCall> live = new CallTable<>();
    private final Queue<InboundCall> queue = new ArrayDeque<>();
    private int running;
    private boolean starting;
    private boolean draining;
    private boolean silent;

    /**
     * @param giveBack returns a call's credit
     * @param idle told when no call is left
     */
    InboundCalls(
            SessionSettings settings,
            Agenda agenda,
            MessageFactory messages,
            Outbox outbox,
            SessionListener listener,
            Consumer<DataHead> giveBack,
            Runnable idle) {
        this.settings = settings;
        this.agenda = agenda;
        this.messages = messages;
        this.outbox = outbox;
        this.listener = listener;
        this.giveBack = giveBack;
        this.idle = idle;
    }

    /** A call has come. */
    void accept(InMessage message) {
        DataHead head = message.head();
        if (live.get(head.reference()) != null) {
            throw FrameException.mustBe("the reference of a call", "new", head.reference());
        }
        InboundCall call = new InboundCall(this, message, deadline(message));
        if (message.payload() == null) {
            call.refuse(ErrorCode.OVERLOADED, "the node has no memory left for the request");
        } else if (draining && head.kind() != MessageKind.SEND) {
            call.refuse(ErrorCode.DRAINING, "no new requests are accepted");
        }
        live.put(call);
        if (!starting && queue.isEmpty() && mayProceed(call)) {
            proceed(call);
        } else {
            queue.add(call);
            startNext();
        }
    }

    /** The peer has told what was left when it sent the first fragment. */
    private static long deadline(InMessage message) {
        long timeout = message.head().timeoutMillis();
        return timeout == DataHead.NO_TIMEOUT ? Call.NO_DEADLINE : message.begun() + timeout;
    }

    /** Starts, or refuses, as many as may be now; refusals wait for room like other answers. */
    void startNext() {
        if (starting) {
            return;
        }
        starting = true;
        try {
            while (!queue.isEmpty() && mayProceed(queue.element())) {
                proceed(queue.remove());
            }
        } finally {
            starting = false;
        }
    }

    private boolean mayProceed(InboundCall call) {
        return (running < settings.maxRunning() || call.refusal() != null)
                && outbox.unreadAnswers() <= settings.answersPause();
    }

    private void proceed(InboundCall call) {
        giveBack.accept(call.head());
        if (call.refusal() == null && call.deadline() <= agenda.now()) {
            call.refuse(ErrorCode.TIMEOUT, "the deadline passed before the handler started");
        }
        Failure refusal = call.refusal();
        if (refusal == null) {
            call.running(true);
            running++;
            listener.onCall(call);
        } else {
            call.release();
            live.remove(call.reference());
            answer(call, MessageKind.ERROR, content(refusal), SendListener.NONE);
            reportIdle();
        }
    }

    void answer(InboundCall call, MessageKind kind, Content content, SendListener told) {
        Failure refusal = call.isAnswered() ? TOO_LATE : refusal(kind, content);
        if (refusal == null) {
            call.answered();
            submit(call, kind, content, WhenFull.FAIL, told);
            forgetIfOver(call);
        } else {
            told.onFailed(refusal);
            if (!call.isAnswered()) {
                // The work was done, but its result cannot be told.
                fail(call, unknown(refusal), SendListener.NONE);
            }
        }
    }

    /** A failure may always be told, however little the peer accepts otherwise. */
    private @Nullable Failure refusal(MessageKind kind, Content content) {
        return kind.isFailure() ? null : messages.refusal(content);
    }

    private static Failure unknown(Failure failure) {
        return new Failure(failure.code(), false, failure.type(), failure.message(), "");
    }

    void item(InboundCall call, Content content, WhenFull whenFull, SendListener told) {
        Failure refusal = call.isAnswered() ? TOO_LATE : messages.refusal(content);
        if (refusal == null) {
            submit(call, MessageKind.ITEM, content, whenFull, told);
        } else {
            told.onFailed(refusal);
        }
    }

    void fail(InboundCall call, Failure failure, SendListener told) {
        if (call.kind() == MessageKind.SEND) {
            submit(call, MessageKind.REPORT, content(failure), WhenFull.FAIL, told);
        } else {
            answer(call, MessageKind.ERROR, content(failure), told);
        }
    }

    private static Content content(Failure failure) {
        return Content.of(FailureCodec.encode(failure));
    }

    private void submit(
            InboundCall call,
            MessageKind kind,
            Content content,
            WhenFull whenFull,
            SendListener told) {
        if (silent) {
            told.onFailed(ENDED);
        } else {
            outbox.submit(
                    messages.ordered(
                            kind, call.reference(), "", content, call.lane(), whenFull, told));
        }
    }

    void ended(InboundCall call) {
        if (!call.isRunning()) {
            return;
        }
        if (call.kind() == MessageKind.REQUEST && !call.isAnswered()) {
            answer(call, MessageKind.REPLY, Content.EMPTY, SendListener.NONE);
        } else if (call.kind() == MessageKind.STREAM && !call.isAnswered()) {
            answer(call, MessageKind.END, Content.EMPTY, SendListener.NONE);
        }
        call.running(false);
        running--;
        call.release();
        forgetIfOver(call);
        startNext();
        reportIdle();
    }

    private void forgetIfOver(InboundCall call) {
        boolean over = call.isAnswered() || call.kind() == MessageKind.SEND;
        if (over && !call.isRunning()) {
            live.remove(call.reference());
        }
    }

    /**
     * The peer has lost interest.
     *
     * @return whether there is such a call to cancel
     */
    boolean cancel(long reference) {
        InboundCall call = live.get(reference);
        if (call == null || call.isAnswered() || call.kind() == MessageKind.SEND) {
            return false;
        }
        if (call.isRunning()) {
            cancelRunning(call);
            return true;
        }
        boolean news = call.refusal() == null;
        call.refuse(ErrorCode.CANCELLED, "the request was cancelled");
        startNext();
        return news;
    }

    /** Its handler is told first, so that it adds nothing to what is taken back. */
    private void cancelRunning(InboundCall call) {
        Failure failure = Failures.unknown(ErrorCode.CANCELLED, "the request was cancelled");
        call.answered();
        listener.onCancelled(call);
        Lane lane = call.lane();
        if (lane != null) {
            outbox.withdraw(lane, failure);
        }
        submit(call, MessageKind.ERROR, content(failure), WhenFull.FAIL, SendListener.NONE);
        forgetIfOver(call);
    }

    /**
     * The peer wants more items.
     *
     * @return whether that is news
     */
    boolean demand(long reference, long total) {
        InboundCall call = live.get(reference);
        if (call == null || call.isAnswered() || call.kind() != MessageKind.STREAM) {
            return false;
        }
        boolean news = call.demand(total);
        if (news && call.isRunning()) {
            listener.onDemand(call);
        }
        return news;
    }

    /** Accepts no more requests and streams. */
    void drain() {
        draining = true;
    }

    /** Nothing can be answered any more: the handlers that run are told. */
    void abandon() {
        silent = true;
        queue.forEach(InboundCall::release);
        queue.clear();
        for (InboundCall call : live.all()) {
            if (!call.isRunning()) {
                live.remove(call.reference());
            } else if (!call.isAnswered()) {
                call.answered();
                listener.onCancelled(call);
            }
        }
    }

    /** Replies to sends whose handler has ended come too late from now on. */
    void silence() {
        silent = true;
    }

    private void reportIdle() {
        if (isIdle()) {
            idle.run();
        }
    }

    /** Whether no call waits or runs. */
    boolean isIdle() {
        return live.isEmpty();
    }

    /** How many calls wait or run. */
    int size() {
        return live.size();
    }

    int running() {
        return running;
    }
}
