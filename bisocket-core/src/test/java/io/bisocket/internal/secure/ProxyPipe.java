package io.bisocket.internal.secure;

import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.protocol.ServerReplyCodec;
import io.bisocket.internal.secure.FaultProxy.Direction;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: reads a unit, does to it what the plan says, writes it. A unit
 * that its sender did not finish is passed on as far as it came.
 */
final class ProxyPipe implements Runnable {

    private static final int REMEMBERED = 16;
    private static final int CAPTURE_LIMIT = 16 * 1024 * 1024;

    private final FaultProxy proxy;
    private final ProxyConnection connection;
    private final Direction direction;
    private final DataInputStream in;
    private final Socket from;
    private final Socket to;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private final Deque<byte[]> recent = new ArrayDeque<>();
    private byte @Nullable [] heldBack;
    private volatile boolean ended;

    ProxyPipe(
            FaultProxy proxy,
            ProxyConnection connection,
            Direction direction,
            Socket from,
            Socket to)
            throws IOException {
        this.proxy = proxy;
        this.connection = connection;
        this.direction = direction;
        this.in = new DataInputStream(from.getInputStream());
        this.from = from;
        this.to = to;
    }

    boolean isEnded() {
        return ended;
    }

    byte[] captured() {
        synchronized (captured) {
            return captured.toByteArray();
        }
    }

    /** The last record that came, not counting hello and reply. */
    Optional<byte[]> lastRecord() {
        synchronized (captured) {
            return Optional.ofNullable(recent.peekLast());
        }
    }

    @Override
    public void run() {
        try {
            for (int unit = 0; ; unit++) {
                byte[] bytes = read(unit);
                remember(unit, bytes);
                proxy.gate().pass(direction, connection::isOpen);
                forward(unit, bytes);
            }
        } catch (EOFException e) {
            ended = true;
            connection.ended(direction);
        } catch (IOException e) {
            connection.reset();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a proxy", e);
        }
    }

    private byte[] read(int unit) throws IOException, InterruptedException {
        if (unit == 0) {
            return whole(
                    new byte[0],
                    direction == Direction.TO_SERVER
                            ? ClientHelloCodec.LENGTH
                            : ServerReplyCodec.LENGTH);
        }
        byte[] header = whole(new byte[0], 2);
        return whole(header, (header[0] & 0xFF) << 8 | header[1] & 0xFF);
    }

    /** What is there already and so many more bytes. */
    private byte[] whole(byte[] begun, int more) throws IOException, InterruptedException {
        byte[] bytes = Arrays.copyOf(begun, begun.length + more);
        int read = in.readNBytes(bytes, begun.length, more);
        if (read < more) {
            write(to, Arrays.copyOf(bytes, begun.length + read));
            throw new EOFException();
        }
        return bytes;
    }

    private void remember(int unit, byte[] bytes) {
        synchronized (captured) {
            if (captured.size() < CAPTURE_LIMIT) {
                captured.writeBytes(bytes);
            }
            if (unit > 0) {
                recent.addLast(bytes);
            }
            if (recent.size() > REMEMBERED) {
                recent.removeFirst();
            }
        }
    }

    private void forward(int unit, byte[] bytes) throws IOException, InterruptedException {
        Fault fault = proxy.faultAt(connection.number(), direction, unit);
        byte[] late = heldBack;
        heldBack = null;
        switch (fault.kind()) {
            case PASS -> write(to, bytes);
            case FLIP -> write(to, flipped(bytes, fault.value()));
            case DROP -> {}
            case DOUBLE -> {
                write(to, bytes);
                write(to, bytes);
            }
            case SWAP -> heldBack = bytes;
            case REPLAY -> {
                write(to, bytes);
                write(to, earlier(bytes, fault.value()));
            }
            case REFLECT -> write(from, bytes);
            case SPLICE -> {
                write(to, proxy.lastElsewhere(connection.number(), direction).orElse(bytes));
                write(to, bytes);
            }
            case TRUNCATE -> {
                write(to, Arrays.copyOf(bytes, fault.value() % bytes.length));
                connection.close();
            }
            case RESET -> connection.reset();
            case STALL -> proxy.gate().stall(connection::isOpen);
        }
        if (late != null) {
            write(to, late);
        }
    }

    /** One unit after the other, though both directions may write here. */
    private void write(Socket target, byte[] bytes) throws IOException, InterruptedException {
        synchronized (target) {
            OutputStream out = target.getOutputStream();
            int at = 0;
            while (at < bytes.length) {
                int piece = proxy.gate().piece(bytes.length - at);
                out.write(bytes, at, piece);
                at += piece;
                proxy.gate().took(piece, connection::isOpen);
            }
        }
    }

    /** The record that came so many before this unit, as far as remembered. */
    private byte[] earlier(byte[] unit, int back) {
        synchronized (captured) {
            byte[][] records = recent.toArray(new byte[0][]);
            return records.length == 0
                    ? unit
                    : records[Math.floorMod(records.length - 1 - back, records.length)];
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / Byte.SIZE % copy.length] ^= (byte) (1 << bit % Byte.SIZE);
        return copy;
    }
}
