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
    private final SessionListener listener;

    Inbox(Calls calls, InboundCalls inbound, InDirection in, SessionListener listener) {
        this.calls = calls;
        this.inbound = inbound;
        this.in = in;
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
        MessageKind kind = message.head().kind();
        long reference = message.head().reference();
        Failure failure = kind == MessageKind.ERROR ? failure(message) : null;
        release(message);
        if (failure != null && References.isSend(reference)) {
            listener.onSendReply(reference, Delivery.of(failure, () -> {}));
            return;
        }
        Call call = calls.answered(kind, reference);
        if (call == null) {
            return;
        }
        if (failure != null) {
            call.listener.onFailed(failure);
        } else if (message.payload() == null) {
            call.listener.onFailed(NO_MEMORY);
        } else if (kind == MessageKind.REPLY) {
            call.listener.onReply(message.content());
        } else {
            call.listener.onEnd();
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
        listener.onSendReply(reference, Delivery.of(failure(message), () -> release(message)));
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
        byte[] payload = message.payload();
        return payload == null ? NO_MEMORY : FailureCodec.decode(payload);
    }

    private void release(InMessage message) {
        message.release();
        in.giveBack(message.head());
    }
}
