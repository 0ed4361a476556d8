package io.bisocket.internal.secure;

import io.bisocket.internal.crypto.RecordFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * The heap arrays in which records are sealed and opened, since the JDK's cipher is fastest there.
 * One set for all sockets of an event loop, so that an idle socket holds none; nothing in it
 * outlives the call that put it there. Belongs to its thread.
 */
final class RecordScratch {

    /** Records are sealed into one buffer until they have so many bytes. */
    static final int BATCH = 128 * 1024;

    private static final FastThreadLocal<RecordScratch> OF_THREAD =
            new FastThreadLocal<>() {
                @Override
                protected RecordScratch initialValue() {
                    return new RecordScratch();
                }
            };

    private final byte[] ciphertext =
            new byte[RecordFormat.MAX_PLAINTEXT_LENGTH + RecordFormat.OVERHEAD];
    private final ByteBuf plaintext = buffer(RecordFormat.MAX_PLAINTEXT_LENGTH);
    private final ByteBuf batch = buffer(BATCH + RecordFormat.SEND_LIMIT + RecordFormat.OVERHEAD);

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
}
