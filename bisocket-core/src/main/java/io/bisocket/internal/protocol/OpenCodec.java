package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import java.util.UUID;

/**
 * A client's first frame; flag 1 = probe.
 *
 * <pre>
 * client id, 16 │ instance id, 16 │ u32 attach number │ terms │ probe: session id, 16
 * </pre>
 */
final class OpenCodec {

    private static final int PROBE = 1;

    private OpenCodec() {}

    static int flags(Open open) {
        return open.probed() == null ? 0 : PROBE;
    }

    static void write(Open open, ByteBuf out) {
        BodyWriter.uuid(open.clientId(), out);
        BodyWriter.uuid(open.instanceId(), out);
        out.writeInt((int) open.attachNumber());
        TermsCodec.write(open.terms(), out);
        if (open.probed() != null) {
            BodyWriter.uuid(open.probed(), out);
        }
    }

    static Open read(int flags, BodyReader body) {
        if (flags > PROBE) {
            throw body.mustBe("flags", "0 or 1", flags);
        }
        UUID clientId = body.uuid("client id");
        UUID instanceId = body.uuid("instance id");
        long attachNumber = body.u32("attach number");
        if (attachNumber == 0) {
            throw body.mustBe("attach number", "at least 1", 0);
        }
        Terms terms = TermsCodec.read(body);
        UUID probed = flags == PROBE ? body.uuid("session id") : null;
        return new Open(clientId, instanceId, attachNumber, terms, probed);
    }
}
