package io.bisocket.internal.python;

/**
 * A body on the send socket, from the client.
 *
 * @param method the method's name; must not hold the field separator
 * @param requestId the request's id; must not hold the field separator
 * @param payload anything; not copied
 */
public record PythonRequest(String method, String requestId, byte[] payload) {

    /**
     * The plain body.
     *
     * @throws IllegalArgumentException if the method or the id holds the field separator or ends in
     *     the beginning of one, or has no UTF-8 form
     */
    public byte[] encode() {
        return Fields.join(
                new Fields.Field[] {
                    new Fields.Field("method", method), new Fields.Field("request id", requestId)
                },
                payload);
    }

    /**
     * Reads a plain body. The payload is what follows the second separator, further ones included.
     *
     * @throws PythonDecodeException if there are fewer than three fields, or the method or the id
     *     is not UTF-8
     */
    public static PythonRequest decode(byte[] body) {
        byte[][] fields = Fields.split(body, 3, "request");
        return new PythonRequest(
                Fields.text(fields[0], "method"), Fields.text(fields[1], "request id"), fields[2]);
    }
}
