package io.bisocket.internal.python;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.SocketRole;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A client that speaks the format by hand, blocking, for tests of the server. */
public final class RawPythonPeer implements Closeable {

    private final UUID id;
    private final RawPythonSocket receive;
    private final RawPythonSocket send;

    private RawPythonPeer(UUID id, RawPythonSocket receive, RawPythonSocket send) {
        this.id = id;
        this.receive = receive;
        this.send = send;
    }

    /** The codec of a client's end. */
    public static PythonCodec codec(Encryption encryption, CryptoKey key) {
        return PythonCodecs.of(
                encryption, encryption == Encryption.OFF ? null : key.exposeSha256());
    }

    /** Connects both sockets as the genuine client does. */
    public static RawPythonPeer connect(int port, PythonCodec codec) throws IOException {
        return connect(port, codec, UUID.randomUUID(), 0);
    }

    /**
     * Connects both sockets as the genuine client does.
     *
     * @param receiveBuffer of the receive socket, in bytes; 0 for the system's default
     */
    public static RawPythonPeer connect(int port, PythonCodec codec, UUID id, int receiveBuffer)
            throws IOException {
        RawPythonSocket receive =
                RawPythonSocket.connect(port, codec, receiveBuffer)
                        .introduce(SocketRole.RECEIVE, id);
        expectOk(receive);
        RawPythonSocket send = RawPythonSocket.connect(port, codec).introduce(SocketRole.SEND, id);
        expectOk(send);
        return new RawPythonPeer(id, receive, send);
    }

    public UUID id() {
        return id;
    }

    public RawPythonSocket receive() {
        return receive;
    }

    public RawPythonSocket send() {
        return send;
    }

    /** Sends a request without waiting for its acknowledgement; its id. */
    public String post(String method, byte[] payload) throws IOException {
        String requestId = UUID.randomUUID().toString();
        send.send(new PythonRequest(method, requestId, payload).encode());
        return requestId;
    }

    /** Sends a request and waits for its acknowledgement; its id. */
    public String call(String method, byte[] payload) throws IOException {
        String requestId = post(method, payload);
        expectAcknowledgement();
        return requestId;
    }

    /** As {@link #call(String, byte[])}. */
    public String call(String method, String text) throws IOException {
        return call(method, text.getBytes(StandardCharsets.UTF_8));
    }

    public void expectAcknowledgement() throws IOException {
        expect(PythonMarkers.isOk(send.readRaw()), "no plain ok");
    }

    /** The next reply. */
    public PythonReply reply() throws IOException {
        return PythonReply.decode(receive.read());
    }

    /** The payload of the next reply, as text. */
    public String replyText() throws IOException {
        return new String(reply().payload(), StandardCharsets.UTF_8);
    }

    /** Says goodbye, and expects the server's goodbyes and the end of both sockets. */
    public void sayGoodbye() throws IOException {
        send.send(PythonMarkers.closeRequest(UUID.randomUUID().toString()).encode());
        expectAcknowledgement();
        expectGoodbye();
    }

    /** Expects the server's goodbyes, in their order, and the end of both sockets. */
    public void expectGoodbye() throws IOException {
        expect(PythonMarkers.isClose(reply()), "no __close__ on the receive socket");
        expect(PythonMarkers.isClose(send.read()), "no __close__ on the send socket");
        expect(receive.isClosedByServer(), "more on the receive socket");
        expect(send.isClosedByServer(), "more on the send socket");
        close();
    }

    @Override
    public void close() throws IOException {
        receive.close();
        send.close();
    }

    private static void expectOk(RawPythonSocket socket) throws IOException {
        expect(PythonMarkers.isOk(socket.read()), "no encoded ok");
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
