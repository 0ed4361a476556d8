package io.bisocket.internal.secure;

import io.bisocket.internal.crypto.RecordFormat;
import io.bisocket.internal.crypto.RecordSealer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Has records filled and seals each where it stands, one behind the other.
 *
 * <pre>
 *   scratch   │ 2 │ filled here     │ 16 │ 2 │ filled here │ 16 │ …      one copy ─► buffer
 *                   sealed in place            sealed in place
 * </pre>
 *
 * On the event loop.
 */
final class RecordWriter {

    /** Gives what records are to hold. */
    interface Source {

        /**
         * Appends the plaintext of one record, 4 to 49,152 bytes.
         *
         * @return false if there was nothing to write, and nothing was written
         */
        boolean fill(ByteBuf plaintext);
    }

    private final RecordSealer sealer;
    private final Source source;
    private boolean drained;

    RecordWriter(RecordSealer sealer, Source source) {
        this.sealer = sealer;
        this.source = source;
    }

    /** Whether the source had nothing more when it was last asked. */
    boolean drained() {
        return drained;
    }

    /**
     * The next records, as many as there are and fit.
     *
     * @return a direct buffer for the caller to release; empty if there was nothing to write
     */
    ByteBuf next(ByteBufAllocator allocator) {
        RecordScratch scratch = RecordScratch.ofThread();
        ByteBuf batch = scratch.batch();
        int end = 0;
        drained = false;
        while (!drained && end < RecordScratch.BATCH) {
            end += record(batch, end);
        }
        return end == 0 ? Unpooled.EMPTY_BUFFER : scratch.outgoing(end, allocator);
    }

    private int record(ByteBuf batch, int at) {
        int start = at + RecordFormat.HEADER_LENGTH;
        batch.setIndex(start, start);
        drained = !source.fill(batch);
        if (drained) {
            return 0;
        }
        int length = batch.writerIndex() - start;
        if (length > RecordFormat.SEND_LIMIT) {
            throw new IllegalStateException(
                    "a record may be filled up to %d bytes but was with %d"
                            .formatted(RecordFormat.SEND_LIMIT, length));
        }
        return sealer.seal(batch.array(), start, length, batch.array(), at);
    }
}
