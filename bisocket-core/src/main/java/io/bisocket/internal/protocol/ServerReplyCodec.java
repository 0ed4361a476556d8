package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A server's answer to a hello: the second Noise message.
 *
 * <pre>
 * 0  4  48, the length of what follows
 * 4 48  Noise message 2
 * </pre>
 */
public final class ServerReplyCodec {

    /** The length of a reply, in bytes. */
    public static final int LENGTH = 52;

    private static final byte[] PYTHON =
            "|[bisocket-handshake-error]|".getBytes(StandardCharsets.US_ASCII);
    private static final int PREFIX_LENGTH = 4;

    private ServerReplyCodec() {}

    /** The reply that carries this Noise message, in {@value #LENGTH} bytes. */
    public static byte[] encode(byte[] noiseMessage) {
        if (noiseMessage.length != ClientHelloCodec.NOISE_LENGTH) {
            throw new IllegalArgumentException(
                    "a Noise message must be 48 bytes but was " + noiseMessage.length);
        }
        ByteBuf out = Unpooled.wrappedBuffer(new byte[LENGTH]).clear();
        return out.writeInt(noiseMessage.length).writeBytes(noiseMessage).array();
    }

    /**
     * Checks the first bytes of what may become a reply, so that a peer that speaks something else
     * is found out without waiting for more.
     *
     * @throws FrameException if no reply begins so; says what was seen
     */
    public static void requirePrefix(byte[] seen) {
        int length = Math.min(seen.length, PREFIX_LENGTH);
        byte[] expected =
                Arrays.copyOf(new byte[] {0, 0, 0, ClientHelloCodec.NOISE_LENGTH}, length);
        if (!Arrays.equals(seen, 0, length, expected, 0, length)) {
            throw FrameException.mustBe("the server's reply", "BiSocket/2", describe(seen));
        }
    }

    /**
     * Reads a reply.
     *
     * @param in at least {@value #LENGTH} bytes, of which so many are taken
     * @return the Noise message
     * @throws FrameException if it is none; says what was seen
     */
    public static byte[] read(ByteBuf in) {
        BodyReader reply = new BodyReader("server reply", in, LENGTH);
        requirePrefix(reply.bytes("length", PREFIX_LENGTH));
        return reply.bytes("Noise message", ClientHelloCodec.NOISE_LENGTH);
    }

    private static String describe(byte[] seen) {
        int length = Math.min(seen.length, PYTHON.length);
        if (length >= PREFIX_LENGTH && Arrays.equals(seen, 0, length, PYTHON, 0, length)) {
            return "the Python format's handshake error: for a Python server call python(...) of the"
                    + " builder, or set bisocket.client.protocol to python";
        }
        return HexFormat.of().formatHex(seen, 0, Math.min(seen.length, 16));
    }
}
