package io.bisocket.internal.secure;

import io.bisocket.BiSocketException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what a socket delivers, and gives it what the test wants to be sent, a record each. */
final class RecordingEvents implements SecureSocket.Events {

    final List<byte[]> received = new CopyOnWriteArrayList<>();
    final Queue<byte[]> toSend = new ConcurrentLinkedQueue<>();
    final CompletableFuture<Optional<BiSocketException>> closed = new CompletableFuture<>();
    volatile int closings;
    volatile int calls;
    volatile Consumer<byte[]> onRecord = record -> {};

    @Override
    public void onRecord(ByteBuf plaintext) {
        calls++;
        byte[] record = ByteBufUtil.getBytes(plaintext);
        received.add(record);
        onRecord.accept(record);
    }

    @Override
    public boolean fill(ByteBuf plaintext) {
        calls++;
        byte[] next = toSend.poll();
        if (next != null) {
            plaintext.writeBytes(next);
        }
        return next != null;
    }

    @Override
    public void onClosed(@Nullable BiSocketException cause) {
        calls++;
        closings++;
        closed.complete(Optional.ofNullable(cause));
    }

    /** Has a record sent; from any thread. */
    void send(SecureSocket socket, byte[] record) {
        toSend.add(record);
        socket.loop().execute(socket::wake);
    }

    /** Why the socket was closed; waits for it. */
    Optional<BiSocketException> awaitClosed() {
        try {
            return closed.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("expected the socket to be closed", e);
        }
    }
}
