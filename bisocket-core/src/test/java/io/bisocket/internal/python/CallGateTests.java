package io.bisocket.internal.python;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketException;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is acknowledged when, and when a client is read no further. */
class CallGateTests {

    private final Network network = new Network();
    private final EmbeddedChannel channel = new EmbeddedChannel(network);
    private final Requests requests = new Requests();
    private final PythonSocket socket =
            PythonSocket.install(
                    channel, PythonCodecs.of(Encryption.OFF, null), Limits.defaults(), requests);
    private final CallGate gate = new CallGate(socket);

    CallGateTests() {
        socket.allowMessages();
        gate.open(CallGate.Reason.NOT_OPEN);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whenOneRequestComesThenItsAcknowledgementLeavesBeforeItIsHandled() {
        receive(1);

        assertThat(requests.leftBefore).containsExactly("ok|[-_-]|");
    }

    @Test
    void whenManyRequestsComeAtOnceThenTheFirstAcknowledgementLeavesAndThenAllOthersTogether() {
        receive(4);

        assertThat(requests.leftBefore).hasSize(4).containsOnly("ok|[-_-]|");
        assertThat(network.left).containsExactly("ok|[-_-]|", "ok|[-_-]|".repeat(3));
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whenAcknowledgementsAreNotTakenThenNothingMoreIsReadUntilTheyAre() {
        network.stuck = true;
        int most = CallGate.MOST_ACKNOWLEDGEMENTS / "ok|[-_-]|".length();

        receive(most);
        assertThat(requests.count).isEqualTo(most);
        assertThat(channel.config().isAutoRead()).isTrue();
        receive(10);
        assertThat(requests.count).isEqualTo(most + 1);
        assertThat(channel.config().isAutoRead()).isFalse();
        network.release();
        channel.runPendingTasks();

        assertThat(requests.count).isEqualTo(most + 10);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whenThereAreTwoReasonsThenBothHaveToGo() {
        gate.close(CallGate.Reason.OUTBOX);
        gate.close(CallGate.Reason.NOT_WANTED);
        gate.close(CallGate.Reason.NOT_WANTED);

        gate.open(CallGate.Reason.NOT_WANTED);
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(gate.isClosed(CallGate.Reason.OUTBOX)).isTrue();
        gate.open(CallGate.Reason.OUTBOX);

        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whenARequestClosesAndOpensTheGateThenTheNextOneWaitsForItsEnd() {
        requests.duringFirst =
                () -> {
                    gate.close(CallGate.Reason.NOT_WANTED);
                    gate.open(CallGate.Reason.NOT_WANTED);
                    assertThat(requests.count).isEqualTo(1);
                };
        gate.close(CallGate.Reason.OUTBOX);
        receive(3);

        gate.open(CallGate.Reason.OUTBOX);

        assertThat(requests.count).isEqualTo(3);
    }

    private void receive(int count) {
        byte[] frames = "rany|[-_-]|".repeat(count).getBytes(US_ASCII);
        channel.writeInbound(Unpooled.wrappedBuffer(frames));
        channel.runPendingTasks();
    }

    /** What leaves; takes nothing while it is stuck. */
    private static final class Network extends ChannelOutboundHandlerAdapter {

        private final List<String> left = new ArrayList<>();
        private final List<ChannelPromise> held = new ArrayList<>();
        private boolean stuck;

        @Override
        public void write(ChannelHandlerContext ctx, Object frames, ChannelPromise promise) {
            ByteBuf bytes = (ByteBuf) frames;
            left.add(bytes.toString(US_ASCII));
            bytes.release();
            if (stuck) {
                held.add(promise);
            } else {
                promise.setSuccess();
            }
        }

        private void release() {
            stuck = false;
            held.forEach(ChannelPromise::setSuccess);
        }
    }

    /** Acknowledges each request. */
    private final class Requests implements PythonSocket.Events {

        private final List<String> leftBefore = new ArrayList<>();
        private @Nullable Runnable duringFirst;
        private int count;

        @Override
        public boolean onRaw(byte[] body) {
            return false;
        }

        @Override
        public void onFrame(byte[] body) {
            count++;
            gate.acknowledge();
            leftBefore.add(String.join("", network.left));
            if (count == 1 && duringFirst != null) {
                duringFirst.run();
            }
        }

        @Override
        public void onUndecodable(PythonDecodeException cause) {
            throw cause;
        }

        @Override
        public void onClosed(@Nullable BiSocketException cause) {}
    }
}
