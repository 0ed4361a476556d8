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
        boolean wanted = true;
        while (wanted && in.isReadable()) {
            boolean whole = partial == null && holdsRecord(in);
            wanted = whole ? openIn(in) : collect(in, allocator);
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

    private boolean openIn(ByteBuf in) {
        byte[] ciphertext = RecordScratch.ofThread().ciphertext();
        int length = in.readUnsignedShort();
        in.readBytes(ciphertext, 0, length);
        return open(ciphertext, 0, length);
    }

    private boolean collect(ByteBuf in, ByteBufAllocator allocator) {
        ByteBuf held = partial;
        if (held == null) {
            held = allocator.heapBuffer(Math.min(in.readableBytes(), MAX_LENGTH), MAX_LENGTH);
            partial = held;
        }
        take(in, held, RecordFormat.HEADER_LENGTH);
        if (held.readableBytes() < RecordFormat.HEADER_LENGTH) {
            return true;
        }
        int length = lengthOf(held);
        take(in, held, RecordFormat.HEADER_LENGTH + length);
        if (held.readableBytes() < RecordFormat.HEADER_LENGTH + length) {
            return true;
        }
        partial = null;
        try {
            return open(held.array(), held.arrayOffset() + RecordFormat.HEADER_LENGTH, length);
        } finally {
            held.release();
        }
    }

    private boolean open(byte[] body, int offset, int length) {
        ByteBuf plaintext = RecordScratch.ofThread().plaintext();
        int written = opener.open(body, offset, length, plaintext.array(), 0);
        return receiver.onRecord(plaintext.setIndex(0, written));
    }

    private static boolean holdsRecord(ByteBuf in) {
        return in.readableBytes() >= RecordFormat.HEADER_LENGTH
                && in.readableBytes() >= RecordFormat.HEADER_LENGTH + lengthOf(in);
    }

    private static int lengthOf(ByteBuf record) {
        return RecordFormat.requireBodyLength(record.getUnsignedShort(record.readerIndex()));
    }

    /** Moves bytes until there are so many, or no more. */
    private static void take(ByteBuf in, ByteBuf held, int length) {
        int missing = Math.max(0, length - held.readableBytes());
        held.writeBytes(in, Math.min(missing, in.readableBytes()));
    }
}
