package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;

/**
 * The end of a socket or session.
 *
 * <pre>
 * u8 scope │ u16 code │ u64 sequence, 0 unless the scope is SESSION
 * </pre>
 */
final class CloseCodec {

    private CloseCodec() {}

    static void write(Close close, ByteBuf out) {
        out.writeByte(close.scope().number()).writeShort(close.code()).writeLong(close.sequence());
    }

    static Close read(BodyReader body) {
        CloseScope scope = CloseScope.of(body.u8("scope"));
        int code = body.u16("code");
        long sequence = body.count("sequence", 0);
        if ((scope == CloseScope.SESSION) == (sequence == 0)) {
            String expected = scope == CloseScope.SESSION ? "at least 1" : "0";
            throw body.mustBe("sequence of scope " + scope, expected, sequence);
        }
        return new Close(scope, code, sequence);
    }
}
