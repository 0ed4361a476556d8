package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bisocket.internal.python.PythonFrameException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A decoder on a channel of its own, with a limit of 1024 bytes and 30 seconds. */
abstract class FrameDecoderFixture {

    static final String END = "|[-_-]|";
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    final PythonFrameDecoder decoder =
            new PythonFrameDecoder(new FrameLimit("max-handshake-size", 1024), TIMEOUT);
    final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    @AfterEach
    void close() {
        channel.close();
    }

    void write(String text) {
        write(ascii(text));
    }

    void write(byte[] bytes) {
        read(Unpooled.wrappedBuffer(bytes));
    }

    /** As one read of the transport; leaves what it makes fail for the test to ask for. */
    void read(ByteBuf bytes) {
        channel.pipeline().fireChannelRead(bytes).fireChannelReadComplete();
    }

    List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(text(frame));
        }
        return frames;
    }

    void assertFails(Reason reason, String message) {
        PythonFrameException thrown = thrown();
        assertThat(thrown).hasMessage(message);
        assertThat(thrown.reason()).isEqualTo(reason);
    }

    PythonFrameException thrown() {
        return catchThrowableOfType(PythonFrameException.class, channel::checkException);
    }

    static ByteBuf buffer(String text) {
        return Unpooled.wrappedBuffer(ascii(text));
    }

    static String text(Object frame) {
        return new String((byte[]) frame, StandardCharsets.US_ASCII);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
