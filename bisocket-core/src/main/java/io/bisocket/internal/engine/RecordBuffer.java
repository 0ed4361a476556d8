package io.bisocket.internal.engine;

import io.bisocket.internal.protocol.DataCodec;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.FrameCodec;
import io.netty.buffer.ByteBuf;

/** A record that is being filled with frames. */
final class RecordBuffer {

    /** How many times the usual a record may be that carries large messages alone. */
    private static final int LARGEST = 3;

    private final ByteBuf out;
    private final int start;
    private int limit;

    RecordBuffer(ByteBuf out, int limit) {
        this.out = out;
        this.start = out.writerIndex();
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    /** Only large messages wait, and what is sealed in one go should be long. To be called once. */
    void widen() {
        limit *= LARGEST;
    }

    int used() {
        return out.writerIndex() - start;
    }

    int room() {
        return limit - used();
    }

    boolean isEmpty() {
        return used() == 0;
    }

    /** Writes a message in one piece that is known to fit. */
    void writeWhole(OutMessage message, long now, long sequence, byte[] payload) {
        DataCodec.writeWhole(
                message.head(), message.timeout(now), message.demand(), sequence, payload, out);
    }

    /** Writes a frame that is known to fit. */
    void write(Frame frame) {
        FrameCodec.write(frame, out);
    }
}
