package io.bisocket.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKey;
import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.SocketRole;
import io.bisocket.internal.keys.ClientKey;
import io.bisocket.internal.protocol.Algorithms;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.HelloHeader;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.bisocket.internal.protocol.Open;
import io.bisocket.internal.protocol.Terms;
import io.bisocket.internal.secure.ClientHelloHandler;
import io.bisocket.internal.secure.SecureSocket;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server makes of those who do not wait for its answer. */
@Timeout(60)
class ServerOpeningTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final CryptoKey KEY =
            CryptoKey.of("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final EventLoops loops = EventLoops.shared();
    private final LinkServer server =
            new LinkServer(KeyRing.of(KEY), Limits.defaults(), Links::echo);

    @AfterEach
    void close() {
        server.close();
        loops.release();
    }

    @Test
    void whenAnotherOpenComesBeforeTheAnswerThenTheSocketIsClosedAndNoSessionIsMade() {
        server.mayIdentify = new CompletableFuture<>();
        Impatient client = new Impatient(open(), open());

        connect(client);

        assertThat(client.closed).succeedsWithin(SOON);
        server.mayIdentify.complete(null);
        LinkClient other = new LinkClient(KEY, Limits.defaults(), Links::echo);
        other.connect(server.port());
        assertThat(server.clients).containsOnlyKeys(other.id);
        other.close();
    }

    @Test
    void whenOneOpenComesThenASessionIsMade() {
        Impatient client = new Impatient(open());

        connect(client);

        assertThat(client.answered).succeedsWithin(SOON);
        assertThat(server.clients).hasSize(1);
    }

    private void connect(Impatient client) {
        ClientKey key = ClientKey.prepare(null, KEY, "test", Runnable::run).join();
        HelloHeader header =
                new HelloHeader(
                        HelloHeader.MINOR, KeyKind.CONFIGURED, SocketRole.SEND, key.id().bytes());
        ClientHelloHandler.connect(
                        new NettyConnector(
                                loops,
                                loops.group().next(),
                                new Endpoint("127.0.0.1", server.port()),
                                SOON,
                                false,
                                null),
                        header,
                        key.psk(),
                        "test",
                        Limits.defaults())
                .thenAccept(socket -> socket.start(client));
    }

    private static Open open() {
        Terms terms = new Terms(0, Grants.NONE, 1024, 1, Algorithms.NONE);
        return new Open(UUID.randomUUID(), UUID.randomUUID(), 1, terms, null);
    }

    /** Sends its frames, each in a record, without waiting for an answer. */
    private static final class Impatient implements SecureSocket.Events {

        final CompletableFuture<Optional<BiSocketException>> closed = new CompletableFuture<>();
        final CompletableFuture<Boolean> answered = new CompletableFuture<>();
        private final Queue<Open> frames = new ArrayDeque<>();

        Impatient(Open... frames) {
            this.frames.addAll(List.of(frames));
        }

        @Override
        public void onRecord(ByteBuf plaintext) {
            answered.complete(plaintext.isReadable());
            plaintext.skipBytes(plaintext.readableBytes());
        }

        @Override
        public boolean fill(ByteBuf plaintext) {
            @Nullable Open next = frames.poll();
            if (next != null) {
                FrameCodec.write(next, plaintext);
            }
            return next != null;
        }

        @Override
        public void onClosed(@Nullable BiSocketException cause) {
            closed.complete(Optional.ofNullable(cause));
        }
    }
}
