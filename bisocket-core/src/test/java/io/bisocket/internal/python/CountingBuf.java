package io.bisocket.internal.python;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.concurrent.atomic.AtomicLong;

/** A buffer that counts how many bytes a search looks at. */
final class CountingBuf extends UnpooledHeapByteBuf {

    private final AtomicLong looks;

    CountingBuf(byte[] bytes, AtomicLong looks) {
        super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes.length);
        this.looks = looks;
    }

    @Override
    public byte getByte(int index) {
        looks.incrementAndGet();
        return super.getByte(index);
    }

    @Override
    public int indexOf(int from, int to, byte value) {
        int index = super.indexOf(from, to, value);
        looks.addAndGet((index < 0 ? to : index) - from);
        return index;
    }
}
