package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;

/**
 * What has come, and what may come.
 *
 * <pre>
 * u64 sequence │ grants, 48 bytes
 * </pre>
 */
final class AckCodec {

    private AckCodec() {}

    static void write(Ack ack, ByteBuf out) {
        out.writeLong(ack.sequence());
        GrantsCodec.write(ack.grants(), out);
    }

    static Ack read(BodyReader body) {
        return new Ack(body.count("sequence", 0), GrantsCodec.read(body));
    }
}
