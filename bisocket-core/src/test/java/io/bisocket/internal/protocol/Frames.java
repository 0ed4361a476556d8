package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Frames and their bytes, for tests. */
final class Frames {

    static final UUID CLIENT = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    static final UUID INSTANCE = UUID.fromString("0f0e0d0c-0b0a-0908-0706-050403020100");
    static final Grants GRANTS =
            new Grants(new Grant(256, 4096), new Grant(1, 2), new Grant(3, Long.MAX_VALUE));
    static final Terms TERMS = new Terms(7, GRANTS, 16 << 20, 32, new Algorithms(List.of(1, 4)));
    static final Headers HEADERS = Headers.of(List.of(new Header("a", "ü")));

    private Frames() {}

    static byte[] bytes(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        FrameCodec.write(frame, out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    static String hex(Frame frame) {
        return HexFormat.of().formatHex(bytes(frame));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static Frame read(byte[] bytes) {
        return FrameCodec.read(Unpooled.wrappedBuffer(bytes));
    }

    static Slice part(String hex) {
        return Slice.of(bytes(hex));
    }

    static DataHead head(MessageKind kind, String method, Headers headers, int wireLength) {
        return new DataHead(
                kind,
                5,
                kind.wantsAnswer() ? 30_000 : DataHead.NO_TIMEOUT,
                kind == MessageKind.STREAM ? 9 : 0,
                method,
                headers,
                0,
                wireLength,
                wireLength);
    }

    /** One frame or more of every type and shape. */
    static List<Frame> all() {
        return List.of(
                new Open(CLIENT, INSTANCE, 0xFFFF_FFFFL, TERMS, null),
                new Open(CLIENT, INSTANCE, 1, TERMS, INSTANCE),
                new OpenOk(0, INSTANCE, 15_000, TERMS, "10.0.0.7:65432", null),
                new OpenOk(0, INSTANCE, 0, TERMS, "", new NewSession(CLIENT, new byte[32])),
                new Data(0, head(MessageKind.REQUEST, "echo", HEADERS, 2), 1, false, part("0102")),
                new Data(1, head(MessageKind.STREAM, "m", Headers.NONE, 3), 0, false, part("01")),
                new Data(2, head(MessageKind.SEND, "", Headers.NONE, 0), 2, false, Slice.EMPTY),
                new Data(3, head(MessageKind.REPLY, "", HEADERS, 9), 3, true, Slice.EMPTY),
                new Data(4, null, 0, false, part("0102")),
                new Data(5, null, Long.MAX_VALUE, false, part("0102")),
                new Data(6, null, 4, true, Slice.EMPTY),
                new Ack(0, GRANTS),
                new Demand(-1, Long.MAX_VALUE),
                new Cancel(-1),
                new Ping(1),
                new Pong(-2),
                new GoAway(65_535),
                new Close(CloseScope.ATTACHMENT, 20, 0),
                new Close(CloseScope.SESSION, 0, 8),
                new Close(CloseScope.ABORT, 1, 0));
    }
}
