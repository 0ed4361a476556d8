package io.bisocket.internal.secure;

import io.bisocket.internal.crypto.CryptoException;
import io.bisocket.internal.crypto.RecordFormat;
import io.bisocket.internal.crypto.RecordOpener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into records ({@link RecordFormat}) and opens each. What is held of a
 * record that is not complete grows with the bytes that came, never with the length they announce.
 * On the event loop.
 */
final class RecordReader {

    /** Takes what a record held. */
    interface Receiver {

        /**
         * The plaintext of one record, to be read before this returns and not kept.
         *
         * @return whether the next record is wanted too
         */
        boolean onRecord(ByteBuf plaintext);
    }

    private static final int MAX_LENGTH = RecordFormat.MAX_PLAINTEXT_LENGTH + RecordFormat.OVERHEAD;

    private final RecordOpener opener;
    private final Receiver receiver;
    private @Nullable ByteBuf partial;

    RecordReader(RecordOpener opener, Receiver receiver) {
        this.opener = opener;
        this.receiver = receiver;
    }

    /**
     * Hands on every record that these bytes complete, and keeps a copy of what is left.
     *
     * @param in read to its end, unless the receiver wants no more; not released
     * @throws CryptoException at the first length that is out of bounds and the first record that
     *     does not open; nothing may be read after that
     */
    void read(ByteBuf in, ByteBufAllocator allocator) {
        boolean wanted = partial == null || !in.isReadable() || complete(partial, in, allocator);
        while (wanted && holdsRecord(in)) {
            byte[] record = RecordScratch.ofThread().ciphertext();
            int length = RecordFormat.HEADER_LENGTH + lengthAt(in);
            in.readBytes(record, 0, length);
            wanted = open(record, length);
        }
        if (wanted && in.isReadable()) {
            keep(in, allocator.heapBuffer(in.readableBytes(), MAX_LENGTH));
        }
    }

    /** Gives back what is held. */
    void release() {
        ByteBuf held = partial;
        partial = null;
        if (held != null) {
            held.release();
        }
    }

    private boolean complete(ByteBuf held, ByteBuf in, ByteBufAllocator allocator) {
        int there = held.readableBytes();
        int first = held.getUnsignedByte(0);
        int second = there > 1 ? held.getUnsignedByte(1) : in.getUnsignedByte(in.readerIndex());
        int length =
                RecordFormat.HEADER_LENGTH
                        + RecordFormat.requireBodyLength(first << Byte.SIZE | second);
        if (in.readableBytes() < length - there) {
            keep(in, roomy(held, there + in.readableBytes(), allocator));
            return true;
        }
        byte[] record = RecordScratch.ofThread().ciphertext();
        held.getBytes(0, record, 0, there);
        in.readBytes(record, there, length - there);
        release();
        return open(record, length);
    }

    private void keep(ByteBuf in, ByteBuf held) {
        partial = held;
        held.writeBytes(in);
    }

    /** The same with room for so many bytes. Pooled buffers do not grow well in place. */
    private static ByteBuf roomy(ByteBuf held, int length, ByteBufAllocator allocator) {
        if (held.capacity() >= length) {
            return held;
        }
        int capacity = Math.min(Math.max(length, 2 * held.capacity()), MAX_LENGTH);
        ByteBuf larger = allocator.heapBuffer(capacity, MAX_LENGTH).writeBytes(held);
        held.release();
        return larger;
    }

    private boolean open(byte[] record, int length) {
        ByteBuf plaintext = RecordScratch.ofThread().plaintext();
        int header = RecordFormat.HEADER_LENGTH;
        int written = opener.open(record, header, length - header, plaintext.array(), 0);
        return receiver.onRecord(plaintext.setIndex(0, written));
    }

    private static boolean holdsRecord(ByteBuf in) {
        return in.readableBytes() >= RecordFormat.HEADER_LENGTH
                && in.readableBytes() >= RecordFormat.HEADER_LENGTH + lengthAt(in);
    }

    private static int lengthAt(ByteBuf in) {
        return RecordFormat.requireBodyLength(in.getUnsignedShort(in.readerIndex()));
    }
}
