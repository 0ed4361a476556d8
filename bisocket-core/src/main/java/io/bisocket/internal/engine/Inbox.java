package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.FrameException;
import io.bisocket.internal.protocol.MessageKind;

/**
 * Brings the peer's messages to whom they are for: calls to their handlers, answers to who waits
 * for them, replies to sends to the listener. What nobody waits for is dropped.
 */
final class Inbox {

    private static final Failure NO_MEMORY =
            Failures.unknown(ErrorCode.OVERLOADED, "the node has no memory left for the answer");

    private final Calls calls;
    private final InboundCalls inbound;
    private final InDirection in;
    private final MemoryBudget budget;
    private final SessionListener listener;

    Inbox(
            Calls calls,
            InboundCalls inbound,
            InDirection in,
            MemoryBudget budget,
            SessionListener listener) {
        this.calls = calls;
        this.inbound = inbound;
        this.in = in;
        this.budget = budget;
        this.listener = listener;
    }

    /** Whether anybody waits for such a message. */
    boolean awaits(DataHead head) {
        return head.kind().isCall()
                || References.isSend(head.reference())
                || calls.isAwaited(head.reference());
    }

    void take(InMessage message) {
        switch (message.head().kind()) {
            case REQUEST, STREAM, SEND -> inbound.accept(message);
            case REPLY, END, ERROR -> answer(message);
            case ITEM -> item(message);
            case REPORT -> report(message);
        }
    }

    private void answer(InMessage message) {
        release(message);
        MessageKind kind = message.head().kind();
        if (kind == MessageKind.ERROR && References.isSend(message.head().reference())) {
            Failure refusal = message.payload() == null ? NO_MEMORY : failure(message);
            listener.onSendReply(message.head().reference(), Delivery.of(refusal, () -> {}));
            return;
        }
        Call call = calls.answered(kind, message.head().reference());
        if (call == null) {
            return;
        }
        if (message.payload() == null) {
            call.listener.onFailed(NO_MEMORY);
        } else if (kind == MessageKind.REPLY) {
            call.listener.onReply(message.content());
        } else if (kind == MessageKind.END) {
            call.listener.onEnd();
        } else {
            call.listener.onFailed(failure(message));
        }
    }

    private void item(InMessage message) {
        long reference = message.head().reference();
        if (References.isSend(reference)) {
            listener.onSendReply(reference, delivery(message));
            return;
        }
        Call call = calls.item(reference);
        if (call == null) {
            release(message);
        } else if (message.payload() == null) {
            release(message);
            calls.giveUp(call, NO_MEMORY);
        } else {
            call.listener.onItem(delivery(message));
        }
    }

    private void report(InMessage message) {
        long reference = message.head().reference();
        if (!References.isSend(reference)) {
            throw FrameException.mustBe("the reference of a REPORT", "that of a SEND", reference);
        }
        Failure failure = message.payload() == null ? NO_MEMORY : failure(message);
        listener.onSendReply(reference, Delivery.of(failure, () -> release(message)));
    }

    private Delivery delivery(InMessage message) {
        return message.payload() == null
                ? Delivery.of(NO_MEMORY, () -> release(message))
                : Delivery.of(message.content(), () -> release(message));
    }

    private static Failure failure(InMessage message) {
        if (message.head().compression() != 0) {
            throw FrameException.mustBe(
                    "the compression of a failure", 0, message.head().compression());
        }
        return FailureCodec.decode(message.content().bytes());
    }

    private void release(InMessage message) {
        budget.release(message.reserved());
        in.giveBack(message.head());
    }
}
