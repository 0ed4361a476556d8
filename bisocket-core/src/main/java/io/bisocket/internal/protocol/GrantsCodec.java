package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Grants, each absolute.
 *
 * <pre>
 * for calls, answers and items: u64 messages │ u64 bytes
 * </pre>
 */
final class GrantsCodec {

    private GrantsCodec() {}

    static void write(Grants grants, ByteBuf out) {
        write(grants.calls(), out);
        write(grants.answers(), out);
        write(grants.items(), out);
    }

    private static void write(Grant grant, ByteBuf out) {
        out.writeLong(grant.messages()).writeLong(grant.bytes());
    }

    static Grants read(BodyReader body) {
        return new Grants(read("calls", body), read("answers", body), read("items", body));
    }

    private static Grant read(String of, BodyReader body) {
        long messages = body.count("grant of messages for " + of, 0);
        return new Grant(messages, body.count("grant of bytes for " + of, 0));
    }
}
