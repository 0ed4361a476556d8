package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import java.util.UUID;

/**
 * A server's welcome; flag 1 = new session.
 *
 * <pre>
 * u8 minor │ instance id, 16 │ u32 resume window, ms │ terms │ u8 n │ address, n bytes
 * new session: session id, 16 │ resume secret, 32
 * </pre>
 */
final class OpenOkCodec {

    private static final int NEW_SESSION = 1;

    private OpenOkCodec() {}

    static int flags(OpenOk ok) {
        return ok.session() == null ? 0 : NEW_SESSION;
    }

    static void write(OpenOk ok, ByteBuf out) {
        out.writeByte(ok.minor());
        BodyWriter.uuid(ok.instanceId(), out);
        out.writeInt((int) ok.resumeWindowMillis());
        TermsCodec.write(ok.terms(), out);
        BodyWriter.shortText("an address", ok.address(), out);
        NewSession session = ok.session();
        if (session != null) {
            BodyWriter.uuid(session.id(), out);
            out.writeBytes(session.resumeSecret());
        }
    }

    static OpenOk read(int flags, BodyReader body) {
        if (flags > NEW_SESSION) {
            throw body.mustBe("flags", "0 or 1", flags);
        }
        int minor = body.u8("minor");
        UUID instanceId = body.uuid("instance id");
        long resumeWindow = body.u32("resume window");
        Terms terms = TermsCodec.read(body);
        String address = body.text("address", body.u8("address length"));
        NewSession session = flags == NEW_SESSION ? readSession(body) : null;
        return new OpenOk(minor, instanceId, resumeWindow, terms, address, session);
    }

    private static NewSession readSession(BodyReader body) {
        UUID id = body.uuid("session id");
        return new NewSession(id, body.bytes("resume secret", NewSession.SECRET_LENGTH));
    }
}
