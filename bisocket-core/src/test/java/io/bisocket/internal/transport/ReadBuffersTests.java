package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBuffersTests {

    private final NioSocketChannel channel = new NioSocketChannel();
    private final RecvByteBufAllocator.ExtendedHandle one = handle();
    private final RecvByteBufAllocator.ExtendedHandle other = handle();
    private final ByteBufAllocator netty = new UnpooledByteBufAllocator(true);

    private RecvByteBufAllocator.ExtendedHandle handle() {
        var handle = (RecvByteBufAllocator.ExtendedHandle) new ReadBuffers().newHandle();
        handle.reset(channel.config());
        return handle;
    }

    @AfterEach
    void close() {
        channel.unsafe().closeForcibly();
    }

    private static void read(RecvByteBufAllocator.ExtendedHandle handle, ByteBuf into) {
        handle.attemptedBytesRead(into.writableBytes());
        into.writeZero(into.writableBytes());
        handle.lastBytesRead(into.readableBytes());
        handle.incMessagesRead(1);
    }

    @Test
    void whenABufferIsGivenBackThenTheNextSocketReadsIntoIt() {
        ByteBuf first = one.allocate(netty);
        read(one, first);
        first.release();

        ByteBuf second = other.allocate(netty);

        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isEqualTo(ReadBuffers.LENGTH);
        second.release();
    }

    @Test
    void whenABufferIsKeptThenTheNextReadHasAnother() {
        ByteBuf kept = one.allocate(netty).writeByte(1);

        ByteBuf next = one.allocate(netty).writeByte(2);

        assertThat(next).isNotSameAs(kept);
        assertThat(kept.readByte()).isEqualTo((byte) 1);
        next.release();
        kept.release();
        ByteBuf last = one.allocate(netty);
        assertThat(last).isSameAs(kept);
        last.release();
    }

    @Test
    void whenTheLargeBufferIsFullThenTheSocketsTurnIsOver() {
        ByteBuf buffer = one.allocate(netty);

        read(one, buffer);

        assertThat(one.continueReading()).isFalse();
        assertThat(one.continueReading(() -> true)).isFalse();
        buffer.release();
    }

    @Test
    void whenABufferOfNettysIsFullThenReadingGoesOn() {
        ByteBuf kept = one.allocate(netty);
        ByteBuf buffer = other.allocate(netty);

        read(other, buffer);

        assertThat(other.continueReading()).isTrue();
        assertThat(other.continueReading(() -> true)).isTrue();
        buffer.release();
        kept.release();
    }
}
