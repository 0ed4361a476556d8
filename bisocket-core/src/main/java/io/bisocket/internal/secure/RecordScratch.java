package io.bisocket.internal.secure;

import io.bisocket.internal.crypto.RecordFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * The heap arrays in which records are sealed and opened, since the JDK's cipher is fastest there,
 * and the direct buffer in which they go to the system. One set for all sockets of an event loop,
 * so that an idle socket holds none; nothing in the arrays outlives the call that put it there.
 * Belongs to its thread.
 */
final class RecordScratch {

    /** Records are sealed into one buffer until they have so many bytes. */
    static final int BATCH = 128 * 1024;

    private static final int LONGEST = BATCH + RecordFormat.SEND_LIMIT + RecordFormat.OVERHEAD;

    private static final FastThreadLocal<RecordScratch> OF_THREAD =
            new FastThreadLocal<>() {
                @Override
                protected RecordScratch initialValue() {
                    return new RecordScratch();
                }

                @Override
                protected void onRemoval(RecordScratch scratch) {
                    scratch.outgoing.release();
                }
            };

    private final byte[] ciphertext =
            new byte[RecordFormat.MAX_PLAINTEXT_LENGTH + RecordFormat.OVERHEAD];
    private final ByteBuf plaintext = buffer(RecordFormat.MAX_PLAINTEXT_LENGTH);
    private final ByteBuf batch = buffer(LONGEST);
    private final ByteBuf outgoing = Unpooled.directBuffer(LONGEST, LONGEST);

    private RecordScratch() {}

    /** One that is not pooled, and so knows its array for good. */
    private static ByteBuf buffer(int length) {
        return Unpooled.buffer(length, length);
    }

    /** The calling thread's own. */
    static RecordScratch ofThread() {
        return OF_THREAD.get();
    }

    /** Where a record's body stands before it is opened. */
    byte[] ciphertext() {
        return ciphertext;
    }

    /** Where a record is opened into. */
    ByteBuf plaintext() {
        return plaintext;
    }

    /** Where records are filled and sealed, one behind the other. */
    ByteBuf batch() {
        return batch;
    }

    /**
     * The first bytes of the batch, for the system. What a socket takes at once needs no buffer of
     * its own; while one has not taken it, the next is the allocator's.
     *
     * @return a direct buffer for the caller to release
     */
    ByteBuf outgoing(int length, ByteBufAllocator allocator) {
        ByteBuf target =
                outgoing.refCnt() == 1 ? outgoing.retain().clear() : allocator.directBuffer(length);
        return target.writeBytes(batch.array(), 0, length);
    }
}
