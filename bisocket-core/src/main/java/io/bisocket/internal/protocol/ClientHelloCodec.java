package io.bisocket.internal.protocol;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A client's hello.
 *
 * <pre>
 *  0  8  magic 89 42 53 4B 32 0D 0A 1A
 *  8  2  28, the length of what follows up to 38
 * 10  1  major version, 2
 * 11  1  minor version
 * 12  1  suite: 1 = Noise_NNpsk0_25519_AESGCM_SHA256
 * 13  1  key kind: 0 configured, 1 session
 * 14  1  role: 0 send, 1 receive
 * 15 16  key id, or session id
 * 31  7  |[-_-]|
 * 38  2  48, the length of the Noise message
 * 40 48  Noise message 1
 * </pre>
 */
public final class ClientHelloCodec {

    /** The length of a hello, in bytes. */
    public static final int LENGTH = 88;

    /** The length of each Noise message, in bytes. */
    public static final int NOISE_LENGTH = 48;

    private static final byte[] MAGIC = HexFormat.of().parseHex("8942534b320d0a1a");
    private static final byte[] TERMINATOR = "|[-_-]|".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "bisocket/2".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_LENGTH = 28;
    private static final int HEADER_END = 38;
    private static final int SUITE = 1;
    private static final int MAX_SERVICE_NAME_LENGTH = 0xFFFF;

    private ClientHelloCodec() {}

    /** The first eight bytes of every hello; a new array. */
    public static byte[] magic() {
        return MAGIC.clone();
    }

    /** The hello in {@value #LENGTH} bytes. */
    public static byte[] encode(ClientHello hello) {
        ByteBuf out = Unpooled.wrappedBuffer(new byte[LENGTH]).clear();
        writeHeader(hello.header(), out);
        out.writeShort(NOISE_LENGTH).writeBytes(hello.noiseMessage());
        return out.array();
    }

    /**
     * What both ends must agree on before the first Noise message: the label, the service name,
     * which is not sent, and bytes 0 to 37 of the hello.
     *
     * @throws IllegalArgumentException if the service name is over 65,535 bytes of UTF-8
     */
    public static byte[] prologue(String serviceName, HelloHeader header) {
        byte[] name = serviceName.getBytes(StandardCharsets.UTF_8);
        if (name.length > MAX_SERVICE_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "a service name must be at most 65535 bytes but was " + name.length);
        }
        ByteBuf out = Unpooled.buffer(LABEL.length + 2 + name.length + HEADER_END);
        out.writeBytes(LABEL).writeShort(name.length).writeBytes(name);
        writeHeader(header, out);
        return Arrays.copyOf(out.array(), out.writerIndex());
    }

    private static void writeHeader(HelloHeader header, ByteBuf out) {
        out.writeBytes(MAGIC).writeShort(HEADER_LENGTH);
        out.writeByte(HelloHeader.MAJOR).writeByte(header.minor()).writeByte(SUITE);
        out.writeByte(header.keyKind() == KeyKind.CONFIGURED ? 0 : 1);
        out.writeByte(header.role() == SocketRole.SEND ? 0 : 1);
        out.writeBytes(header.keyId()).writeBytes(TERMINATOR);
    }

    /**
     * Reads a hello.
     *
     * @param in at least {@value #LENGTH} bytes, of which so many are taken
     * @throws FrameException if it is none
     */
    public static ClientHello read(ByteBuf in) {
        BodyReader hello = new BodyReader("hello", in, LENGTH);
        requireBytes(hello, "magic", MAGIC);
        require(hello, "header length", HEADER_LENGTH, hello.u16("header length"));
        require(hello, "major version", HelloHeader.MAJOR, hello.u8("major version"));
        int minor = hello.u8("minor version");
        require(hello, "suite", SUITE, hello.u8("suite"));
        KeyKind keyKind = zeroOrOne(hello, "key kind") == 0 ? KeyKind.CONFIGURED : KeyKind.SESSION;
        SocketRole role = zeroOrOne(hello, "role") == 0 ? SocketRole.SEND : SocketRole.RECEIVE;
        if (keyKind == KeyKind.CONFIGURED && role != SocketRole.SEND) {
            throw hello.mustBe("role with a configured key", 0, 1);
        }
        byte[] keyId = hello.bytes("key id", HelloHeader.KEY_ID_LENGTH);
        requireBytes(hello, "terminator", TERMINATOR);
        require(hello, "Noise length", NOISE_LENGTH, hello.u16("Noise length"));
        byte[] noise = hello.bytes("Noise message", NOISE_LENGTH);
        return new ClientHello(new HelloHeader(minor, keyKind, role, keyId), noise);
    }

    private static int zeroOrOne(BodyReader hello, String field) {
        int value = hello.u8(field);
        if (value > 1) {
            throw hello.mustBe(field, "0 or 1", value);
        }
        return value;
    }

    private static void require(BodyReader hello, String field, int expected, int actual) {
        if (actual != expected) {
            throw hello.mustBe(field, expected, actual);
        }
    }

    private static void requireBytes(BodyReader hello, String field, byte[] expected) {
        byte[] actual = hello.bytes(field, expected.length);
        if (!Arrays.equals(actual, expected)) {
            HexFormat hex = HexFormat.of();
            throw hello.mustBe(field, hex.formatHex(expected), hex.formatHex(actual));
        }
    }
}
