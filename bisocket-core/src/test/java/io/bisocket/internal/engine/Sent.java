package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.Grant;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.Headers;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Slice;

/** Frames as a peer sends them. */
final class Sent {

    private static final Grant PLENTY = new Grant(100_000, 1L << 40);

    private Sent() {}

    static DataHead head(MessageKind kind, long reference, String method, int size) {
        return new DataHead(
                kind,
                reference,
                DataHead.NO_TIMEOUT,
                kind == MessageKind.STREAM ? 10 : 0,
                kind.isCall() ? method : "",
                Headers.NONE,
                0,
                size,
                size);
    }

    /** A message in one fragment. */
    static Data whole(MessageKind kind, long reference, String method, int size, long sequence) {
        return new Data(0, head(kind, reference, method, size), sequence, false, part(size));
    }

    static Data request(long reference, long sequence) {
        return whole(MessageKind.REQUEST, reference, "m" + reference, 3, sequence);
    }

    static Data answer(MessageKind kind, long reference, long sequence) {
        return whole(kind, reference, "", kind == MessageKind.END ? 0 : 3, sequence);
    }

    static Data error(long reference, Failure failure, long sequence) {
        byte[] bytes = FailureCodec.encode(failure);
        DataHead head = head(MessageKind.ERROR, reference, "", bytes.length);
        return new Data(0, head, sequence, false, Slice.of(bytes));
    }

    /** The first of several fragments. */
    static Data first(int slot, DataHead head, int size) {
        return new Data(slot, head, 0, false, part(size));
    }

    static Data next(int slot, int size) {
        return new Data(slot, null, 0, false, part(size));
    }

    static Data last(int slot, int size, long sequence) {
        return new Data(slot, null, sequence, false, part(size));
    }

    static Slice part(int size) {
        return Slice.of(new byte[size]);
    }

    static Ack ack(long sequence) {
        return new Ack(sequence, new Grants(PLENTY, PLENTY, PLENTY));
    }
}
