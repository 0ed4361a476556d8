package io.bisocket.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Where a socket is read into: one large buffer for all sockets of an event loop, since what comes
 * is usually used up before the next read. It is neither allocated nor cleared for each, and takes
 * all that it has room for in one call; then it is the turn of what there is to write. While
 * somebody keeps it, buffers are Netty's.
 */
@SuppressWarnings("deprecation") // Netty's channels ask for a handle of the deprecated type.
final class ReadBuffers extends AdaptiveRecvByteBufAllocator {

    /** As much as waits where small messages come. */
    static final int LENGTH = UnreadRoom.LITTLE;

    /** Netty's own number, which it sets for the allocator that it makes alone. */
    private static final int READS_IN_A_TURN = 16;

    private static final FastThreadLocal<ByteBuf> OF_THREAD =
            new FastThreadLocal<>() {
                @Override
                protected ByteBuf initialValue() {
                    return Unpooled.directBuffer(LENGTH, LENGTH);
                }

                @Override
                protected void onRemoval(ByteBuf buffer) {
                    buffer.release();
                }
            };

    ReadBuffers() {
        maxMessagesPerRead(READS_IN_A_TURN);
    }

    @Override
    public Handle newHandle() {
        return new SharedHandle(super.newHandle());
    }

    private static final class SharedHandle extends RecvByteBufAllocator.DelegatingHandle
            implements RecvByteBufAllocator.ExtendedHandle {

        private boolean shares;

        SharedHandle(Handle delegate) {
            super(delegate);
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            ByteBuf shared = OF_THREAD.get();
            shares = shared.refCnt() == 1;
            return shares ? shared.retain().clear() : super.allocate(allocator);
        }

        @Override
        public boolean continueReading() {
            return !shares && super.continueReading();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return !shares
                    && delegate() instanceof RecvByteBufAllocator.ExtendedHandle extended
                    && extended.continueReading(maybeMore);
        }
    }
}
