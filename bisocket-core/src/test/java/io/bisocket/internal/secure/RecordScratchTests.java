package io.bisocket.internal.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class RecordScratchTests {

    private final RecordScratch scratch = RecordScratch.ofThread();

    private ByteBuf outgoing(byte... bytes) {
        scratch.batch().setIndex(0, 0).writeBytes(bytes);
        return scratch.outgoing(bytes.length, UnpooledByteBufAllocator.DEFAULT);
    }

    private static byte[] content(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    @Test
    void whenASocketHasTakenABufferThenTheNextIsTheSame() {
        ByteBuf first = outgoing((byte) 1, (byte) 2);
        assertThat(first.isDirect()).isTrue();
        assertThat(content(first)).containsExactly(1, 2);
        first.release();

        ByteBuf second = outgoing((byte) 3);

        assertThat(second).isSameAs(first);
        assertThat(content(second)).containsExactly(3);
        second.release();
    }

    @Test
    void whenASocketHasNotTakenABufferThenTheNextIsAnotherAndLeavesItAsItIs() {
        ByteBuf waits = outgoing((byte) 1, (byte) 2);

        ByteBuf next = outgoing((byte) 3, (byte) 4);

        assertThat(next).isNotSameAs(waits);
        assertThat(next.isDirect()).isTrue();
        assertThat(content(waits)).containsExactly(1, 2);
        assertThat(content(next)).containsExactly(3, 4);
        next.release();
        assertThat(next.refCnt()).isZero();
        waits.release();
        assertThat(waits.refCnt()).isOne();
    }
}
