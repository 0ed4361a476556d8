package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.python.PythonFrameException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a frame, and what is too large for one. */
class PythonFrameDecoderTests extends FrameDecoderFixture {

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

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
