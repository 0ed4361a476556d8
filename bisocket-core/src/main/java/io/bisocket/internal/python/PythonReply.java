package io.bisocket.internal.python;

/**
 * A body on the receive socket, from the server.
 *
 * @param requestId the id of the request that it answers; must not hold the field separator
 * @param payload anything; not copied
 */
public record PythonReply(String requestId, byte[] payload) {

    /**
     * The plain body.
     *
     * @throws IllegalArgumentException if the id holds the field separator or ends in the beginning
     *     of one, or has no UTF-8 form
     */
    public byte[] encode() {
        return Fields.join(new Fields.Field[] {new Fields.Field("request id", requestId)}, payload);
    }

    /**
     * Reads a plain body. The payload is what follows the first separator, further ones included.
     *
     * @throws PythonDecodeException if there is no separator, or the id is not UTF-8
     */
    public static PythonReply decode(byte[] body) {
        byte[][] fields = Fields.split(body, 2, "reply");
        return new PythonReply(Fields.text(fields[0], "request id"), fields[1]);
    }
}
