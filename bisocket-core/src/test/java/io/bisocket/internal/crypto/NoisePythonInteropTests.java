package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A live exchange with the Python package {@code noiseprotocol}, over a loopback socket: a thousand
 * records of up to 60 KB each way, with rekeys on the way, and the same handshake hash.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class NoisePythonInteropTests {

    private static final int MESSAGES = 1000;
    private static final int MAX_MESSAGE = 60_000;
    private static final long REKEY_INTERVAL = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final SecretBytes psk = SecretBytes.random(32);
    private final byte[] prologue = Bytes.ascii("prologue of seed " + seed);
    private final PythonPeer python = PythonPeer.withModule("noise");
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        System.out.println("NoisePythonInteropTests: seed " + seed);
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listening.setSoTimeout((int) PATIENCE.toMillis());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
        python.close();
    }

    @Test
    void javaInitiatesAndPythonResponds() throws Exception {
        try (Wire wire = connect("responder")) {
            NoiseHandshake handshake = NoiseHandshake.initiator(psk, prologue);
            wire.write(handshake.writeMessage(Bytes.ascii("to the responder")));
            assertThat(handshake.readMessage(wire.read())).isEqualTo(Bytes.ascii("from Python"));
            exchange(wire, handshake.split(REKEY_INTERVAL));
        }
        assertThat(python.exitCode(PATIENCE)).isZero();
    }

    @Test
    void pythonInitiatesAndJavaResponds() throws Exception {
        try (Wire wire = connect("initiator")) {
            NoiseHandshake handshake = NoiseHandshake.responder(psk, prologue);
            assertThat(handshake.readMessage(wire.read())).isEqualTo(Bytes.ascii("from Python"));
            wire.write(handshake.writeMessage(Bytes.ascii("to the initiator")));
            exchange(wire, handshake.split(REKEY_INTERVAL));
        }
        assertThat(python.exitCode(PATIENCE)).isZero();
    }

    /** Each side first tells its handshake hash; then Python answers every text reversed. */
    private void exchange(Wire wire, SecureChannel channel) throws IOException {
        wire.writeRecord(Records.seal(channel.sealer(), channel.handshakeHash()));
        assertThat(Records.open(channel.opener(), wire.read())).isEqualTo(channel.handshakeHash());
        for (int i = 0; i < MESSAGES; i++) {
            byte[] text = new byte[i == 0 ? MAX_MESSAGE : 4 + random.nextInt(MAX_MESSAGE - 3)];
            random.nextBytes(text);
            wire.writeRecord(Records.seal(channel.sealer(), text));
            assertThat(Records.open(channel.opener(), wire.read())).isEqualTo(reversed(text));
        }
    }

    private static byte[] reversed(byte[] text) {
        byte[] reversed = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            reversed[i] = text[text.length - 1 - i];
        }
        return reversed;
    }

    private Wire connect(String pythonsRole) throws IOException {
        python.start(
                "noise_peer.py",
                String.valueOf(listening.getLocalPort()),
                pythonsRole,
                HexFormat.of().formatHex(psk.exposeSecret()),
                HexFormat.of().formatHex(prologue),
                String.valueOf(REKEY_INTERVAL));
        return new Wire(listening.accept());
    }

    /** Messages with a length of two bytes before them. */
    private static final class Wire implements AutoCloseable {

        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        byte[] read() throws IOException {
            byte[] message = new byte[in.readUnsignedShort()];
            in.readFully(message);
            return message;
        }

        void write(byte[] message) throws IOException {
            out.writeShort(message.length);
            out.write(message);
        }

        /** A record brings its length with it. */
        void writeRecord(byte[] record) throws IOException {
            out.write(record);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
