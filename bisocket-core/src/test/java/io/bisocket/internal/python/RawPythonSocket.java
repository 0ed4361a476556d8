package io.bisocket.internal.python;

import io.bisocket.SocketRole;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** One socket of a client that speaks the format by hand, blocking, for tests of the server. */
public final class RawPythonSocket implements Closeable {

    private static final byte[] TERMINATOR = "|[-_-]|".getBytes(StandardCharsets.US_ASCII);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final PythonCodec codec;

    private RawPythonSocket(Socket socket, PythonCodec codec) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.codec = codec;
    }

    /** Connects, and says nothing. */
    public static RawPythonSocket connect(int port, PythonCodec codec) throws IOException {
        return connect(port, codec, 0);
    }

    /** Connects with a small receive buffer, to read slowly. */
    public static RawPythonSocket connect(int port, PythonCodec codec, int receiveBuffer)
            throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawPythonSocket(socket, codec);
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    /** Says which of a client's sockets this is. */
    public RawPythonSocket introduce(SocketRole role, UUID clientId) throws IOException {
        send(new PythonHandshake(role, clientId).encode());
        return this;
    }

    /** Sends a body, encoded. */
    public void send(byte[] plain) throws IOException {
        sendRaw(codec.encode(plain));
    }

    /** Sends a body as it is. */
    public void sendRaw(byte[] body) throws IOException {
        byte[] frame = new byte[body.length + TERMINATOR.length];
        System.arraycopy(body, 0, frame, 0, body.length);
        System.arraycopy(TERMINATOR, 0, frame, body.length, TERMINATOR.length);
        sendBytes(frame);
    }

    /** Sends bytes without a frame's end. */
    public void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads a frame and decodes it. */
    public byte[] read() throws IOException {
        return codec.decode(readRaw());
    }

    /** Reads a frame, decodes it, and takes it for text. */
    public String readText() throws IOException {
        return new String(read(), StandardCharsets.UTF_8);
    }

    /** Reads a frame as it is. */
    public byte[] readRaw() throws IOException {
        byte[] frame = new byte[256];
        int length = 0;
        while (!endsInTerminator(frame, length)) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server closed after %d bytes".formatted(length));
            }
            if (length == frame.length) {
                frame = Arrays.copyOf(frame, 2 * length);
            }
            frame[length++] = (byte) next;
        }
        return Arrays.copyOf(frame, length - TERMINATOR.length);
    }

    /** Whether bytes have come that were not read yet. */
    public boolean hasInput() throws IOException {
        return in.available() > 0;
    }

    /** Whether the server answers the handshake with an encoded {@code ok}, and does not close. */
    public boolean isWelcomed() throws IOException {
        try {
            return PythonMarkers.isOk(read());
        } catch (EOFException | SocketException refused) {
            return false;
        }
    }

    /** Whether the server closes the connection without another byte. */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static boolean endsInTerminator(byte[] bytes, int length) {
        int from = length - TERMINATOR.length;
        return from >= 0
                && bytes[length - 1] == TERMINATOR[TERMINATOR.length - 1]
                && Arrays.equals(bytes, from, length, TERMINATOR, 0, TERMINATOR.length);
    }
}
