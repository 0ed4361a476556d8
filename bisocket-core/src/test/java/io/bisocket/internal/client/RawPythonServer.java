package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.SocketRole;
import io.bisocket.internal.python.PythonCodec;
import io.bisocket.internal.python.PythonCodecs;
import io.bisocket.internal.python.PythonHandshake;
import io.bisocket.internal.python.PythonMarkers;
import io.bisocket.internal.python.PythonReply;
import io.bisocket.internal.python.PythonRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The server's end of the Python format on blocking sockets, played by the test itself: nothing
 * happens that the test does not do. Every wait ends after some seconds.
 */
final class RawPythonServer implements AutoCloseable {

    static final CryptoKey KEY = CryptoKey.of("a key for tests");

    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] TERMINATOR = "|[-_-]|".getBytes(UTF_8);

    private final List<RawSocket> accepted = new ArrayList<>();
    private final PythonCodec codec;
    private ServerSocket listening;

    RawPythonServer(Encryption encryption) {
        this(encryption, KEY);
    }

    RawPythonServer(Encryption encryption, CryptoKey key) {
        this.codec = PythonCodecs.of(encryption, key.exposeSha256());
        this.listening = listen(0);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Waits for a client's next socket. */
    RawSocket accept() {
        try {
            RawSocket socket = new RawSocket(listening.accept());
            accepted.add(socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Welcomes a client's two sockets. */
    Pair acceptPair() {
        RawSocket receive = accept();
        PythonHandshake first = receive.welcome();
        RawSocket send = accept();
        PythonHandshake second = send.welcome();
        assertThat(first.role()).isEqualTo(SocketRole.RECEIVE);
        assertThat(second.role()).isEqualTo(SocketRole.SEND);
        assertThat(second.clientId()).isEqualTo(first.clientId());
        return new Pair(receive, send, first.clientId());
    }

    /** Stops to listen; connections stay. */
    void stopListening() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again, on the same port. */
    void listenAgain() {
        listening = listen(listening.getLocalPort());
    }

    @Override
    public void close() {
        stopListening();
        accepted.forEach(RawSocket::close);
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client's two sockets. */
    record Pair(RawSocket receive, RawSocket send, UUID clientId) {

        /** Reads a call, and acknowledges it. */
        PythonRequest accept() {
            PythonRequest call = readCall();
            acknowledge();
            return call;
        }

        PythonRequest readCall() {
            return PythonRequest.decode(send.read());
        }

        void acknowledge() {
            send.writeRaw(PythonMarkers.ok());
        }

        void reply(String requestId, byte[] payload) {
            receive.write(new PythonReply(requestId, payload).encode());
        }

        void reply(PythonRequest call, String text) {
            reply(call.requestId(), text.getBytes(UTF_8));
        }

        /** Reads the client's goodbye, and answers as a server does. */
        void sayGoodbye() {
            assertThat(PythonMarkers.isClose(accept())).isTrue();
            leave();
        }

        /** Says goodbye on both sockets, and closes them. */
        void leave() {
            receive.write(PythonMarkers.closeReply().encode());
            receive.close();
            send.write(PythonMarkers.close());
            send.close();
        }

        void reset() {
            receive.reset();
            send.reset();
        }
    }

    /** One socket. */
    final class RawSocket {

        private final Socket socket;
        private final InputStream in;

        private RawSocket(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Reads the handshake and answers it. */
        PythonHandshake welcome() {
            PythonHandshake handshake = PythonHandshake.decode(read());
            write(PythonMarkers.ok());
            return handshake;
        }

        /** Reads a frame and decodes it. */
        byte[] read() {
            return codec.decode(readRaw());
        }

        /** Reads a frame's body. */
        byte[] readRaw() {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < TERMINATOR.length) {
                int next = readByte();
                assertThat(next).as("a frame, after %s", body).isNotNegative();
                body.write(next);
                matched =
                        next == TERMINATOR[matched] ? matched + 1 : next == TERMINATOR[0] ? 1 : 0;
            }
            byte[] bytes = body.toByteArray();
            return java.util.Arrays.copyOf(bytes, bytes.length - TERMINATOR.length);
        }

        /** Encodes a body and writes the frame; gives the encoded body. */
        byte[] write(byte[] plain) {
            byte[] body = codec.encode(plain);
            writeRaw(body);
            return body;
        }

        /** Writes a frame's body as it is. */
        void writeRaw(byte[] body) {
            writeBytes(body);
            writeBytes(TERMINATOR);
        }

        void writeBytes(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until the client has closed, whatever else it sends. */
        void awaitEnd() {
            while (readByte() >= 0) {
                // Nothing but the end counts.
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Closes without a goodbye that TCP would say. */
        void reset() {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            close();
        }

        private int readByte() {
            try {
                return in.read();
            } catch (java.net.SocketException e) {
                return -1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
