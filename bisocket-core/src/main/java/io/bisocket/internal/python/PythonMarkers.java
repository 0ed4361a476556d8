package io.bisocket.internal.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bodies and fields that carry no data but mean something. */
public final class PythonMarkers {

    /** The method by which a client takes its leave. */
    public static final String CLOSE_METHOD = "close";

    private static final String CLOSE_REPLY_ID = "empty-id";
    private static final byte[] OK = ascii("ok");
    private static final byte[] CLOSE = ascii("__close__");
    private static final byte[] CLOSING = ascii("closing");

    private PythonMarkers() {}

    /**
     * {@code ok}. Encoded, it answers a handshake; as it is, it is the frame that acknowledges a
     * request.
     */
    public static byte[] ok() {
        return OK.clone();
    }

    /** Whether a body is {@link #ok()}. */
    public static boolean isOk(byte[] body) {
        return Arrays.equals(body, OK);
    }

    /** {@code __close__}, which the server encodes and sends last on the send socket. */
    public static byte[] close() {
        return CLOSE.clone();
    }

    /**
     * Whether a plain body on the send socket, or a payload on the receive socket, is {@link
     * #close()}.
     */
    public static boolean isClose(byte[] plain) {
        return Arrays.equals(plain, CLOSE);
    }

    /** The reply by which the server announces on the receive socket that no other follows. */
    public static PythonReply closeReply() {
        return new PythonReply(CLOSE_REPLY_ID, close());
    }

    /** Whether a reply is {@link #closeReply()}. One to a request never is, whatever it carries. */
    public static boolean isClose(PythonReply reply) {
        return reply.requestId().equals(CLOSE_REPLY_ID) && isClose(reply.payload());
    }

    /**
     * The request by which a client takes its leave.
     *
     * @param requestId an id of the client's choice
     */
    public static PythonRequest closeRequest(String requestId) {
        return new PythonRequest(CLOSE_METHOD, requestId, CLOSING.clone());
    }

    /** Whether a request takes the client's leave. */
    public static boolean isClose(PythonRequest request) {
        return request.method().equals(CLOSE_METHOD);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
