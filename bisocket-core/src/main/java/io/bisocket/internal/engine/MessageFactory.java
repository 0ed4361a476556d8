package io.bisocket.internal.engine;

import io.bisocket.ErrorCode;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Terms;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** Makes messages of contents that are not too large for the peer. */
final class MessageFactory {

    private final int smallCost;
    private @Nullable Terms peer;

    MessageFactory(int smallCost) {
        this.smallCost = smallCost;
    }

    /** The peer has stated what it accepts; its first word holds for the session. */
    void peer(Terms terms) {
        if (peer == null) {
            peer = terms;
        }
    }

    @Nullable Terms peer() {
        return peer;
    }

    /** Why a call cannot be sent; null if it can. */
    @Nullable Failure refusal(String method, Content content) {
        // No char takes more than 3 bytes.
        boolean isShort = method.length() <= DataHead.MAX_METHOD_LENGTH / 3;
        int length = isShort ? 0 : ByteBufUtil.utf8Bytes(method);
        if (length > DataHead.MAX_METHOD_LENGTH) {
            return Failures.notProcessed(
                    ErrorCode.REJECTED,
                    "a method's name must be at most %d bytes but was %,d"
                            .formatted(DataHead.MAX_METHOD_LENGTH, length));
        }
        return refusal(content);
    }

    /** As {@link #refusal(String, Content)}, of a message without a method. */
    @Nullable Failure refusal(Content content) {
        if (peer == null) {
            return Failures.notProcessed(ErrorCode.REJECTED, "the session has no socket yet");
        }
        int size = content.bytes().length;
        if (size <= peer.maxMessageSize()) {
            return null;
        }
        return Failures.notProcessed(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "a message of %,d bytes is over the peer's limit of %,d bytes (max-message-size)"
                        .formatted(size, peer.maxMessageSize()));
    }

    /** The message of a request or stream. */
    OutMessage call(Call call, String method, Content content, WhenFull whenFull) {
        DataHead head = head(call.kind, call.reference(), method, content);
        return new OutMessage(head, content.bytes(), call, null, whenFull, null, smallCost);
    }

    /** A message that goes behind those of its lane, if it has one. */
    OutMessage ordered(
            MessageKind kind,
            long reference,
            String method,
            Content content,
            @Nullable Lane lane,
            WhenFull whenFull,
            SendListener told) {
        DataHead head = head(kind, reference, method, content);
        return new OutMessage(head, content.bytes(), null, lane, whenFull, told, smallCost);
    }

    private static DataHead head(MessageKind kind, long reference, String method, Content content) {
        return new DataHead(
                kind,
                reference,
                DataHead.NO_TIMEOUT,
                0,
                method,
                content.headers(),
                content.compression(),
                content.rawLength(),
                content.bytes().length);
    }
}
