package io.bisocket.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ServerReplyCodecTests {

    private static final byte[] NOISE = new byte[48];

    static {
        Arrays.fill(NOISE, (byte) 7);
    }

    @Test
    void whenAReplyIsWrittenEveryByteIsAsDocumented() {
        byte[] reply = ServerReplyCodec.encode(NOISE);
        assertThat(reply).hasSize(52).startsWith(0, 0, 0, 0x30).endsWith(NOISE);
        assertThat(ServerReplyCodec.read(Unpooled.wrappedBuffer(reply))).isEqualTo(NOISE);
    }

    @Test
    void whenSomethingElseComesTheErrorSaysWhat() {
        assertThatThrownBy(() -> ServerReplyCodec.requirePrefix("HTTP/1.1 400 Bad".getBytes()))
                .isInstanceOf(FrameException.class)
                .hasMessage(
                        "the server's reply must be BiSocket/2 but was"
                                + " 485454502f312e312034303020426164");
        assertThatThrownBy(() -> ServerReplyCodec.requirePrefix(new byte[] {0, 1}))
                .hasMessage("the server's reply must be BiSocket/2 but was 0001");
    }

    @Test
    void whenAPythonServerAnswersTheErrorSaysSo() {
        byte[] python =
                "|[bisocket-handshake-error]|{\"error\"".getBytes(StandardCharsets.US_ASCII);
        for (int length = 4; length <= python.length; length++) {
            byte[] seen = Arrays.copyOf(python, length);
            assertThatThrownBy(() -> ServerReplyCodec.requirePrefix(seen))
                    .hasMessage(
                            "the server's reply must be BiSocket/2 but was the Python format's"
                                    + " handshake error: for a Python server call python(...) of"
                                    + " the builder, or set bisocket.client.protocol to python");
        }
    }

    @Test
    void whenTheFirstBytesFitNothingIsSaid() {
        for (int length = 0; length <= 4; length++) {
            ServerReplyCodec.requirePrefix(Arrays.copyOf(ServerReplyCodec.encode(NOISE), length));
        }
    }

    @Test
    void whenTheNoiseMessageHasTheWrongLengthTheErrorSaysSo() {
        assertThatThrownBy(() -> ServerReplyCodec.encode(new byte[49]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a Noise message must be 48 bytes but was 49");
    }
}
