package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.Records.concat;
import static io.bisocket.internal.secure.Records.flipped;
import static io.bisocket.internal.secure.Records.plaintext;
import static io.bisocket.internal.secure.Records.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecureSocketTests {

    private static final String NOT_AUTHENTIC = "a record does not open: the tag does not match";

    private final Records.Ends ends = Records.handshake();
    private final RecordingEvents events = new RecordingEvents();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SecureSocket socket =
            new SecureSocket(channel, ends.server(), Duration.ofSeconds(30));
    private final byte[] first = fromPeer(1);
    private final byte[] second = fromPeer(2);
    private final byte[] third = fromPeer(3);

    SecureSocketTests() {
        channel.pipeline().addLast(socket);
        socket.start(events);
        channel.runPendingTasks();
    }

    @AfterEach
    void endOnce() {
        channel.finishAndReleaseAll();
        assertThat(events.closings).isEqualTo(1);
    }

    @Test
    void whenRecordsComeThenTheyAreDeliveredInOrder() {
        arrive(concat(first, second), third);

        assertThat(events.received)
                .containsExactly(plaintext(1, 10), plaintext(2, 10), plaintext(3, 10));
    }

    @Test
    void whenAnyByteOfARecordIsAlteredThenItAndWhatFollowsIsNotDelivered() {
        for (int at = 0; at < second.length; at++) {
            SecureSocketTests test = new SecureSocketTests();
            byte[] altered = flipped(test.second, at);

            test.arrive(test.first, altered, test.third);
            test.hangUp();

            assertThat(test.events.received).as("byte %d", at).containsExactly(plaintext(1, 10));
            BiSocketException cause = test.cause();
            if (at >= 2) {
                assertThat(cause).isInstanceOf(ProtocolException.class).hasMessage(NOT_AUTHENTIC);
            }
            test.endOnce();
        }
    }

    @Test
    void whenARecordIsDroppedThenTheNextDoesNotOpen() {
        assertRefused(second);
        assertThat(events.received).isEmpty();
    }

    @Test
    void whenARecordComesTwiceThenItDoesNotOpenAgain() {
        assertRefused(first, first, second);
        assertThat(events.received).containsExactly(plaintext(1, 10));
    }

    @Test
    void whenRecordsAreSwappedThenNeitherIsDelivered() {
        assertRefused(second, first, third);
        assertThat(events.received).isEmpty();
    }

    @Test
    void whenOwnRecordsComeBackThenTheyDoNotOpen() {
        write(plaintext(7, 10));
        ByteBuf own = channel.readOutbound();

        assertRefused(ByteBufUtil.getBytes(own));
        own.release();
        assertThat(events.received).isEmpty();
    }

    @Test
    void whenARecordIsOfAnotherConnectionThenItDoesNotOpen() {
        byte[] other = seal(Records.handshake().client().sealer(), plaintext(1, 10));

        assertRefused(other);
        assertThat(events.received).isEmpty();
    }

    @Test
    void whenThePeerHangsUpWithinARecordThenItsBeginningIsNotDelivered() {
        arrive(first, Arrays.copyOf(second, second.length - 1));
        hangUp();

        assertThat(events.received).hasSize(1);
        assertThat(cause())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("the peer closed the connection");
    }

    @Test
    void whenTheConnectionBreaksThenTheReasonIsTold() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));

        assertThat(cause())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("the connection broke: Connection reset");
    }

    @Test
    void whenTheOwnerThrowsThenTheConnectionEnds() {
        events.onRecord =
                record -> {
                    throw new IllegalStateException("expected by this test");
                };

        arrive(concat(first, second));

        assertThat(events.received).hasSize(1);
        assertThat(cause())
                .hasMessage("a record could not be handled: expected by this test")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void whenTheSocketIsAbortedInARecordThenNothingMoreIsDelivered() {
        events.onRecord = record -> socket.abort();

        arrive(first, second);

        assertThat(events.received).hasSize(1);
        assertThat(events.awaitClosed()).isEmpty();
    }

    @Test
    void whenTheSocketIsFinishedInARecordThenNothingMoreIsDelivered() {
        events.onRecord = record -> socket.finish();

        arrive(first, second, third);

        assertThat(events.received).hasSize(1);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whenTheSocketIsAbortedThenNotEvenTheRestOfTheReadIsDelivered() {
        events.onRecord = record -> socket.abort();

        arrive(concat(first, second, third));

        assertThat(events.received).hasSize(1);
    }

    @Test
    void whenThereIsMuchToWriteThenRecordsShareBuffersAndOneFlush() {
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.toSend.add(plaintext(i, 16_384));
            sent.add(i);
        }

        socket.wake();
        channel.runPendingTasks();

        List<ByteBuf> buffers = outbound();
        assertThat(buffers).extracting(ByteBuf::readableBytes).containsExactly(131_216, 32_804);
        assertThat(open(buffers)).extracting(record -> (int) record[2]).isEqualTo(sent);
    }

    @Test
    void whenMethodsAreCalledThenNoEventComesBeforeTheyReturn() {
        int before = events.calls;

        socket.wake();
        socket.wake();
        assertThat(events.calls).isEqualTo(before);
        channel.runPendingTasks();
        assertThat(events.calls).isEqualTo(before + 1);
        socket.finish();
        socket.finish();
        assertThat(events.calls).isEqualTo(before + 1);
        channel.runPendingTasks();
        socket.abort();
        socket.abort();
        assertThat(events.calls).isEqualTo(before + 2);
        channel.runPendingTasks();
        assertThat(events.calls).isEqualTo(before + 3);
    }

    @Test
    void whenWokenDuringAReadThenItWritesOnceAtTheEndOfTheRead() {
        events.onRecord =
                record -> {
                    events.toSend.add(record);
                    socket.wake();
                };

        channel.writeOneInbound(Unpooled.wrappedBuffer(first));
        channel.writeOneInbound(Unpooled.wrappedBuffer(second));
        channel.runPendingTasks();
        assertThat(channel.outboundMessages()).isEmpty();
        channel.flushInbound();

        List<ByteBuf> buffers = outbound();
        assertThat(buffers).hasSize(1);
        assertThat(open(buffers)).containsExactly(plaintext(1, 10), plaintext(2, 10));
    }

    @Test
    void whenTheSocketIsClosedWhileBytesWaitThenThatIsNotMistakenForAFailedWrite() {
        channel.pipeline().addFirst(new Reluctant());
        write(plaintext(1, 10));

        hangUp();

        assertThat(cause()).hasMessage("the peer closed the connection");
    }

    @Test
    void whenARecordIsOverfilledThenTheConnectionEnds() {
        write(new byte[49_153]);

        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(cause()).hasMessageContaining("up to 49152 bytes but was with 49153");
    }

    @Test
    void whenSomebodyElseClosesTheChannelThenThatIsNoLoss() {
        channel.close();

        assertThat(events.awaitClosed()).isEmpty();
    }

    @Test
    void whenTheConnectionEndsBeforeTheStartThenTheOwnerHearsOfItAfterwards() {
        EmbeddedChannel early = new EmbeddedChannel();
        SecureSocket unstarted =
                new SecureSocket(early, Records.handshake().server(), Duration.ofSeconds(1));
        early.pipeline().addLast(unstarted);
        early.pipeline().fireExceptionCaught(new IOException("early"));
        RecordingEvents late = new RecordingEvents();

        unstarted.start(late);

        assertThat(late.closings).isZero();
        early.runPendingTasks();
        assertThat(late.awaitClosed())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("the connection broke: early");
    }

    private byte[] fromPeer(int number) {
        return seal(ends.client().sealer(), plaintext(number, 10));
    }

    private void arrive(byte[]... pieces) {
        for (byte[] piece : pieces) {
            // Unlike writeInbound, also when the channel is closed.
            channel.pipeline().fireChannelRead(Unpooled.directBuffer().writeBytes(piece));
            channel.pipeline().fireChannelReadComplete();
            channel.runPendingTasks();
        }
    }

    private void hangUp() {
        channel.unsafe().close(channel.newPromise());
    }

    private void write(byte[] plaintext) {
        events.toSend.add(plaintext);
        socket.wake();
        channel.runPendingTasks();
    }

    private BiSocketException cause() {
        return events.awaitClosed().orElseThrow();
    }

    private void assertRefused(byte[]... pieces) {
        arrive(pieces);
        assertThat(cause()).isInstanceOf(ProtocolException.class).hasMessage(NOT_AUTHENTIC);
        assertThat(channel.isOpen()).isFalse();
    }

    private List<ByteBuf> outbound() {
        List<ByteBuf> buffers = new ArrayList<>();
        ByteBuf next;
        while ((next = channel.readOutbound()) != null) {
            buffers.add(next);
        }
        return buffers;
    }

    /** What the peer makes of these bytes. */
    private List<byte[]> open(List<ByteBuf> buffers) {
        List<byte[]> plaintexts = new ArrayList<>();
        RecordReader reader =
                new RecordReader(
                        ends.client().opener(),
                        plaintext -> plaintexts.add(ByteBufUtil.getBytes(plaintext)));
        for (ByteBuf buffer : buffers) {
            reader.read(buffer, channel.alloc());
            buffer.release();
        }
        return plaintexts;
    }

    /** Keeps what is written in the channel's own queue. */
    private static final class Reluctant extends ChannelOutboundHandlerAdapter {

        @Override
        public void flush(ChannelHandlerContext ctx) {}
    }
}
