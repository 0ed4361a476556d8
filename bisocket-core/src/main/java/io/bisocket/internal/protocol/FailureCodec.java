package io.bisocket.internal.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The payload of an {@link MessageKind#ERROR} or {@link MessageKind#REPORT}; never compressed.
 *
 * <pre>
 * u16 code │ u8 flags: 1 = certainly not processed
 * u8 n │ type, n bytes │ u16 m │ message, m bytes │ u16 t │ stack trace, t bytes
 * </pre>
 *
 * <p>Writing cuts texts that are too long: type 255, message 8,192, stack trace 49,152 bytes.
 */
public final class FailureCodec {

    private static final int NOT_PROCESSED = 1;
    private static final int FIXED_LENGTH = 2 + 1 + 1 + 2 + 2;
    private static final int MAX_TYPE = 255;
    private static final int MAX_MESSAGE = 8192;
    private static final int MAX_TRACE = 49_152;

    /** The longest that a failure becomes, in bytes. A receiver of messages takes so much. */
    public static final int MAX_LENGTH = FIXED_LENGTH + MAX_TYPE + MAX_MESSAGE + MAX_TRACE;

    private FailureCodec() {}

    /** The payload that tells this failure. */
    public static byte[] encode(Failure failure) {
        ByteBuffer type = utf8(failure.type(), MAX_TYPE);
        ByteBuffer message = utf8(failure.message(), MAX_MESSAGE);
        ByteBuffer trace = utf8(failure.trace(), MAX_TRACE);
        ByteBuffer out =
                ByteBuffer.allocate(FIXED_LENGTH + type.limit() + message.limit() + trace.limit())
                        .putShort((short) failure.code())
                        .put((byte) (failure.notProcessed() ? NOT_PROCESSED : 0));
        out.put((byte) type.limit()).put(type);
        out.putShort((short) message.limit()).put(message);
        out.putShort((short) trace.limit()).put(trace);
        return out.array();
    }

    /** As much of the text as fits, in whole characters. */
    private static ByteBuffer utf8(String text, int limit) {
        CharsetEncoder encoder =
                StandardCharsets.UTF_8
                        .newEncoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(limit, 3L * text.length()));
        encoder.encode(CharBuffer.wrap(text), bytes, true);
        return bytes.flip();
    }

    /**
     * The failure that a payload tells.
     *
     * @throws FrameException if it is none
     */
    public static Failure decode(byte[] payload) {
        BodyReader body = new BodyReader("failure", payload);
        int code = body.u16("code");
        int flags = body.u8("flags");
        if (flags > NOT_PROCESSED) {
            throw body.mustBe("flags", "0 or 1", flags);
        }
        String type = body.text("type", body.u8("type length"));
        String message = body.text("message", body.u16("message length"));
        String trace = body.text("stack trace", body.u16("stack trace length"));
        body.requireEnd();
        return new Failure(code, flags == NOT_PROCESSED, type, message, trace);
    }
}
