package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bisocket.internal.python.PythonFrameException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.flow.FlowControlHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFrameDecoderTests {

    private static final String END = "|[-_-]|";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final PythonFrameDecoder decoder =
            new PythonFrameDecoder(new FrameLimit("max-handshake-size", 1024), TIMEOUT);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    @AfterEach
    void close() {
        channel.close();
    }

    @Test
    void whenOneReadHoldsOneFrameItIsPassedOn() {
        write("hello" + END);

        assertThat(frames()).containsExactly("hello");
    }

    @Test
    void whenOneReadHoldsManyFramesAllArePassedOnInOrder() {
        write("a" + END + "bc" + END + "def" + END);

        assertThat(frames()).containsExactly("a", "bc", "def");
    }

    @Test
    void whenFramesComeByteByByteTheyArePassedOn() {
        for (byte b : ascii("first" + END + "second" + END)) {
            write(new byte[] {b});
        }

        assertThat(frames()).containsExactly("first", "second");
    }

    @Test
    void whenFrameStraddlesReadsAnywhereItIsPassedOn() {
        String stream = "one" + END + "two|[-_-" + END + "|||" + END;
        for (int first = 0; first <= stream.length(); first++) {
            for (int second = first; second <= stream.length(); second++) {
                write(stream.substring(0, first));
                write(stream.substring(first, second));
                write(stream.substring(second));

                assertThat(frames()).containsExactly("one", "two|[-_-", "|||");
            }
        }
    }

    @Test
    void whenFrameIsEmptyItIsSkipped() {
        write(END + END + "a" + END + END);

        assertThat(frames()).containsExactly("a");
    }

    @Test
    void whenBodyHoldsNearTerminatorsTheFirstRealOneEndsIt() {
        String near = "||[|[-|[-_|[-_-|[-_-]|";
        write("x" + near + "rest" + END);

        assertThat(frames()).containsExactly("x||[|[-|[-_|[-_-", "rest");
    }

    @Test
    void whenTailOfBodyBeginsTerminatorTheRestBelongsToTheNextFrame() {
        write("x|[-_-]" + END);

        assertThat(frames()).containsExactly("x");
        write("y" + END);
        assertThat(frames()).containsExactly("[-_-]|y");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 1000, 65_536})
    void whenReadsAreSmallEveryByteIsLookedAtOnce(int readSize) {
        AtomicLong looks = new AtomicLong();
        decoder.limit(new FrameLimit("max-message-size", 4 << 20));
        byte[] body = nearTerminators(1 << 18);
        byte[] stream = concat(body, ascii(END));

        for (int i = 0; i < stream.length; i += readSize) {
            byte[] read = Arrays.copyOfRange(stream, i, Math.min(stream.length, i + readSize));
            channel.writeInbound(new CountingBuf(read, looks));
        }

        assertThat(Arrays.equals(channel.readInbound(), body)).isTrue();
        assertThat(looks.get()).isEqualTo(stream.length);
    }

    @Test
    void whenBodyIsExactlyTheLimitItIsPassedOn() {
        String body = "x".repeat(1024);

        write(body + END);
        write(body);
        write("|[-_-");
        write("]|");

        assertThat(frames()).containsExactly(body, body);
    }

    @Test
    void whenBodyIsOneByteOverTheLimitItFails() {
        write("a" + END + "x".repeat(1025) + END);

        assertThat(frames()).containsExactly("a");
        assertFails(
                Reason.TOO_LARGE,
                "frame is larger than the 1024 bytes that max-handshake-size allows: 1025 bytes of"
                        + " it have come");
    }

    @Test
    void whenFrameNeverEndsItFailsWhileReadingAndTheRestIsDiscarded() {
        for (int i = 0; i < 1024; i++) {
            write("x");
        }
        channel.checkException();
        write("x");

        assertFails(
                Reason.TOO_LARGE,
                "frame is larger than the 1024 bytes that max-handshake-size allows: 1025 bytes of"
                        + " it have come");
        write(END + "next" + END);
        channel.close();
        channel.checkException();
        assertThat(frames()).isEmpty();
    }

    @Test
    void whenLimitIsRaisedLargerFramesArePassedOn() {
        write("x".repeat(1000));
        decoder.limit(new FrameLimit("max-message-size", 5000));
        write("x".repeat(4000) + END);

        assertThat(frames()).containsExactly("x".repeat(5000));
    }

    @Test
    void whenHandlerRaisesLimitWithinOneReadTheNextFrameIsUnderIt() {
        channel.pipeline().addLast(onFirstFrame(() -> decoder.limit(new FrameLimit("s", 2000))));

        write("a" + END + "x".repeat(2000) + END);

        assertThat(frames()).containsExactly("a", "x".repeat(2000));
    }

    @Test
    void whenHandlerRemovesDecoderNothingMoreIsPassedOn() {
        channel.pipeline().addLast(onFirstFrame(() -> channel.pipeline().remove(decoder)));

        write("a" + END + "b" + END + "c");

        assertThat(frames()).containsExactly("a");
    }

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
    void whenConnectionClosesWithinFrameItSaysSo() {
        write("partial|[-");
        channel.close();

        assertFails(Reason.CUT_SHORT, "connection closed after 10 bytes of an incomplete frame");
    }

    @Test
    void whenConnectionClosesBetweenFramesNothingIsReported() {
        write("a" + END);
        channel.close();

        channel.checkException();
        assertThat(frames()).containsExactly("a");
    }

    @Test
    void whenFrameIsReportedItHasNoStackTrace() {
        write("x".repeat(1025));

        assertThat(thrown().getStackTrace()).isEmpty();
    }

    @Test
    void whenFrameIsReadItsBufferIsReleased() {
        ByteBuf whole = Unpooled.copiedBuffer("a" + END, StandardCharsets.US_ASCII);
        ByteBuf partial = Unpooled.copiedBuffer("b", StandardCharsets.US_ASCII);
        ByteBuf tooLarge = Unpooled.copiedBuffer("c".repeat(1025), StandardCharsets.US_ASCII);

        read(whole);
        read(partial);
        read(tooLarge);

        assertThat(List.of(whole.refCnt(), partial.refCnt(), tooLarge.refCnt())).containsOnly(0);
        assertThat(thrown()).isNotNull();
    }

    @Test
    void whenMessageIsNoBufferItIsPassedOn() {
        channel.writeInbound("event");

        assertThat((String) channel.readInbound()).isEqualTo("event");
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

    @Test
    void whenRandomFramesComeInRandomReadsAllArePassedOn() {
        long seed = new Random().nextLong();
        System.out.println("seed of random frames: " + seed);
        Random random = new Random(seed);
        decoder.limit(new FrameLimit("max-message-size", 1 << 20));
        List<String> sent = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            String frame = randomBody(random);
            sent.add(frame);
            stream.append(frame).append(END);
        }
        for (int i = 0; i < stream.length(); ) {
            int end = Math.min(stream.length(), i + 1 + random.nextInt(1 + random.nextInt(3000)));
            write(stream.substring(i, end));
            i = end;
        }

        assertThat(frames()).isEqualTo(sent);
    }

    private static String randomBody(Random random) {
        StringBuilder body = new StringBuilder("x");
        int length = random.nextInt(1 + random.nextInt(2000));
        while (body.length() < length) {
            body.append(END, 0, random.nextInt(6)).append((char) ('a' + random.nextInt(26)));
        }
        return body.append("x").toString();
    }

    private static byte[] nearTerminators(int length) {
        byte[] body = new byte[length];
        Random random = new Random(3);
        int i = 0;
        while (i < length - END.length()) {
            int part = random.nextInt(END.length());
            System.arraycopy(ascii(END), 0, body, i, part);
            boolean nextWouldComplete = part == END.length() - 1;
            i += nextWouldComplete ? part + 1 : Math.max(1, part);
        }
        return body;
    }

    private void write(String text) {
        write(ascii(text));
    }

    private void write(byte[] bytes) {
        read(Unpooled.wrappedBuffer(bytes));
    }

    /** As one read of the transport; leaves what it makes fail for the test to ask for. */
    private void read(ByteBuf bytes) {
        channel.pipeline().fireChannelRead(bytes).fireChannelReadComplete();
    }

    private void advance(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(text(frame));
        }
        return frames;
    }

    private void assertFails(Reason reason, String message) {
        PythonFrameException thrown = thrown();
        assertThat(thrown).hasMessage(message);
        assertThat(thrown.reason()).isEqualTo(reason);
    }

    private PythonFrameException thrown() {
        return catchThrowableOfType(PythonFrameException.class, channel::checkException);
    }

    private static PythonFrameDecoder newDecoder() {
        return new PythonFrameDecoder(new FrameLimit("max-message-size", 1024), TIMEOUT);
    }

    private static ChannelInboundHandlerAdapter onFirstFrame(Runnable action) {
        return new ChannelInboundHandlerAdapter() {
            private boolean done;

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                if (!done) {
                    done = true;
                    action.run();
                }
                ctx.fireChannelRead(msg);
            }
        };
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

    private static ByteBuf buffer(String text) {
        return Unpooled.wrappedBuffer(ascii(text));
    }

    private static String text(Object frame) {
        return new String((byte[]) frame, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
