package io.bisocket.internal.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.SocketRole;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The server's end of the Python format on blocking sockets, played by the test itself: nothing
 * happens that the test does not do. Every wait ends after some seconds.
 */
public final class RawPythonServer implements AutoCloseable {

    public static final CryptoKey KEY = CryptoKey.of("a key for tests");

    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] TERMINATOR = "|[-_-]|".getBytes(UTF_8);

    private final List<RawSocket> accepted = new ArrayList<>();
    private final PythonCodec codec;
    private ServerSocket listening;

    public RawPythonServer(Encryption encryption) {
        this(encryption, KEY);
    }

    public RawPythonServer(Encryption encryption, CryptoKey key) {
        this.codec = PythonCodecs.of(encryption, key.exposeSha256());
        this.listening = listen(0);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Waits for a client's next socket. */
    public RawSocket accept() {
        try {
            RawSocket socket = new RawSocket(listening.accept());
            accepted.add(socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Welcomes a client's two sockets. */
    public Pair acceptPair() {
        RawSocket receive = accept();
        PythonHandshake first = receive.welcome();
        RawSocket send = accept();
        PythonHandshake second = send.welcome();
        assertThat(first.role()).isEqualTo(SocketRole.RECEIVE);
        assertThat(second.role()).isEqualTo(SocketRole.SEND);
        assertThat(second.clientId()).isEqualTo(first.clientId());
        return new Pair(receive, send, first.clientId());
    }

    /** How long to wait for the next socket. */
    public void listenWithPatience(Duration patience) {
        try {
            listening.setSoTimeout((int) patience.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops to listen; connections stay. */
    public void stopListening() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again, on the same port. */
    public void listenAgain() {
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
    public record Pair(RawSocket receive, RawSocket send, UUID clientId) {

        /** Reads a call, and acknowledges it. */
        public PythonRequest accept() {
            PythonRequest call = readCall();
            acknowledge();
            return call;
        }

        public PythonRequest readCall() {
            return PythonRequest.decode(send.read());
        }

        public void acknowledge() {
            send.writeRaw(PythonMarkers.ok());
        }

        public void reply(String requestId, byte[] payload) {
            receive.write(new PythonReply(requestId, payload).encode());
        }

        public void reply(PythonRequest call, String text) {
            reply(call.requestId(), text.getBytes(UTF_8));
        }

        /** Reads the client's goodbye, and answers as a server does. */
        public void sayGoodbye() {
            assertThat(PythonMarkers.isClose(accept())).isTrue();
            leave();
        }

        /** Says goodbye on both sockets, and closes them. */
        public void leave() {
            receive.write(PythonMarkers.closeReply().encode());
            receive.close();
            send.write(PythonMarkers.close());
            send.close();
        }

        public void reset() {
            receive.reset();
            send.reset();
        }
    }

    /** One socket. */
    public final class RawSocket {

        private final Socket socket;
        private final InputStream in;

        private RawSocket(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Reads the handshake and answers it. */
        public PythonHandshake welcome() {
            PythonHandshake handshake = PythonHandshake.decode(read());
            write(PythonMarkers.ok());
            return handshake;
        }

        /** How long to wait for what comes next. */
        public void readWithPatience(Duration patience) {
            try {
                socket.setSoTimeout((int) patience.toMillis());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Reads a frame and decodes it. */
        public byte[] read() {
            return codec.decode(readRaw());
        }

        /** Reads a frame's body. */
        public byte[] readRaw() {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < TERMINATOR.length) {
                int next = readByte();
                assertThat(next).as("a frame, after %s", body).isNotNegative();
                body.write(next);
                matched = next == TERMINATOR[matched] ? matched + 1 : next == TERMINATOR[0] ? 1 : 0;
            }
            byte[] bytes = body.toByteArray();
            return Arrays.copyOf(bytes, bytes.length - TERMINATOR.length);
        }

        /** Encodes a body and writes the frame; gives the encoded body. */
        public byte[] write(byte[] plain) {
            byte[] body = codec.encode(plain);
            writeRaw(body);
            return body;
        }

        /** Writes a frame's body as it is. */
        public void writeRaw(byte[] body) {
            writeBytes(body);
            writeBytes(TERMINATOR);
        }

        public void writeBytes(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until the client has closed, whatever else it sends. */
        public void awaitEnd() {
            while (readByte() >= 0) {
                // Nothing but the end counts.
            }
        }

        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Closes without a goodbye that TCP would say. */
        public void reset() {
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
            } catch (SocketException e) {
                return -1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
