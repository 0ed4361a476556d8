package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.python.PythonFrameException.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.flow.FlowControlHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a frame is too slow, and who asks for reads. */
class PythonFrameDecoderFlowTests extends FrameDecoderFixture {

    @Test
    void whenFrameIsIncompleteForTooLongItFails() {
        channel.freezeTime();
        write("par");
        advance(29);
        write("tial");
        advance(0);
        channel.checkException();

        advance(1);

        assertFails(
                Reason.TOO_SLOW,
                "frame was not complete within PT30S of its first byte: 7 bytes of it have come");
    }

    @Test
    void whenFrameIsCompleteItsTimeEnds() {
        channel.freezeTime();
        write("par");
        advance(29);
        write("tial" + END + "n");
        advance(29);
        channel.checkException();
        write("ext" + END);
        advance(1000);

        channel.checkException();
        assertThat(frames()).containsExactly("partial", "next");
    }

    @Test
    void whenReadingPausesNoFrameIsTooSlow() {
        channel.freezeTime();
        write("partial");
        channel.config().setAutoRead(false);
        advance(1000);
        channel.checkException();
        channel.config().setAutoRead(true);
        advance(29);
        channel.checkException();

        advance(1);

        assertFails(
                Reason.TOO_SLOW,
                "frame was not complete within PT30S of its first byte: 7 bytes of it have come");
    }

    @Test
    void whenReadingResumesShortOfTheTimeoutTheTimeStartsAnew() {
        channel.freezeTime();
        write("partial");
        channel.config().setAutoRead(false);
        advance(29);
        channel.config().setAutoRead(true);
        advance(29);

        channel.checkException();
        write(END);
        assertThat(frames()).containsExactly("partial");
    }

    @Test
    void whenPeerDripsBytesItsTimeIsNotProlonged() {
        channel.freezeTime();
        for (int i = 0; i < 30; i++) {
            channel.checkException();
            write("x");
            advance(1);
        }

        assertFails(
                Reason.TOO_SLOW,
                "frame was not complete within PT30S of its first byte: 30 bytes of it have come");
    }

    @Test
    void whenPeerDripsBytesWhileOneFrameIsAskedForItsTimeIsNotProlonged() {
        channel.freezeTime();
        channel.config().setAutoRead(false);
        channel.read();
        for (int i = 0; i < 30; i++) {
            channel.checkException();
            write("x");
            advance(1);
        }

        assertFails(
                Reason.TOO_SLOW,
                "frame was not complete within PT30S of its first byte: 30 bytes of it have come");
    }

    @Test
    void whenOneFrameIsAskedForFlowControlHandsOutOne() {
        EmbeddedChannel channel = new EmbeddedChannel(newDecoder(), new FlowControlHandler());
        channel.config().setAutoRead(false);

        channel.read();
        channel.writeInbound(buffer("a" + END + "b" + END + "c" + END));

        assertThat(text(channel.readInbound())).isEqualTo("a");
        assertThat(channel.<Object>readInbound()).isNull();
        channel.read();
        assertThat(text(channel.readInbound())).isEqualTo("b");
        assertThat(channel.<Object>readInbound()).isNull();
        channel.config().setAutoRead(true);
        assertThat(text(channel.readInbound())).isEqualTo("c");
    }

    @Test
    void whenOneFrameIsAskedForReadingGoesOnUntilItIsThere() {
        AtomicInteger reads = new AtomicInteger();
        EmbeddedChannel channel =
                new EmbeddedChannel(countReads(reads), newDecoder(), new FlowControlHandler());
        channel.config().setAutoRead(false);
        reads.set(0);

        channel.read();
        channel.writeInbound(buffer("par"));
        channel.writeInbound(buffer("tial"));
        assertThat(reads).hasValue(3);
        channel.writeInbound(buffer(END + END + "b"));
        assertThat(reads).hasValue(3);
        assertThat(text(channel.readInbound())).isEqualTo("partial");

        channel.read();
        channel.writeInbound(buffer("c"));
        assertThat(reads).hasValue(5);
    }

    @Test
    void whenNextFrameIsAskedForWhileOneIsHandledReadingGoesOnUntilItIsThere() {
        AtomicInteger reads = new AtomicInteger();
        EmbeddedChannel channel = new EmbeddedChannel(countReads(reads), newDecoder());
        channel.pipeline()
                .addLast(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                                ctx.read();
                            }
                        });
        channel.config().setAutoRead(false);
        channel.read();
        channel.writeInbound(buffer("a" + END));
        reads.set(0);

        channel.writeInbound(buffer("par"));
        channel.writeInbound(buffer("ti"));

        assertThat(reads).hasValue(2);
    }

    private void advance(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private static PythonFrameDecoder newDecoder() {
        return new PythonFrameDecoder(new FrameLimit("max-message-size", 1024), TIMEOUT);
    }

    private static ChannelOutboundHandlerAdapter countReads(AtomicInteger reads) {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext ctx) {
                reads.incrementAndGet();
                ctx.read();
            }
        };
    }
}
