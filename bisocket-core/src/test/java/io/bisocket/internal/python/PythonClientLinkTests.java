package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.HandlerFailure;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestId;
import io.bisocket.SocketRole;
import io.bisocket.internal.session.Link;
import io.bisocket.internal.session.LinkListener;
import io.bisocket.internal.session.Outbound;
import io.bisocket.internal.session.WhenFull;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PythonClientLinkTests {

    private static EventLoops loops;

    private final RawPythonServer server = new RawPythonServer(Encryption.FASTER);
    private final Recorder events = new Recorder();

    @BeforeAll
    static void startLoops() {
        loops = EventLoops.shared();
    }

    @AfterAll
    static void stopLoops() {
        loops.release().join();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void whenTheServerDoesNotAnswerTheGoodbyeTheLinkIsClosedInTheEnd() throws Exception {
        CompletableFuture<Link> opening = open(Duration.ofMillis(50));
        RawPythonServer.Pair pair = server.acceptPair();
        Link link = opening.get(20, TimeUnit.SECONDS);

        link.close().get(20, TimeUnit.SECONDS);

        assertThat(events.closed.get(20, TimeUnit.SECONDS)).isEmpty();
        pair.receive().awaitEnd();
        pair.send().awaitEnd();
        assertThatThrownBy(() -> call(link).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NotConnectedException.class);
    }

    @Test
    void whenTheServerLeftButForItsRepliesTheLinkIsLostInTheEnd() throws Exception {
        CompletableFuture<Link> opening = open(Duration.ofMillis(50));
        RawPythonServer.Pair pair = server.acceptPair();
        Link link = opening.get(20, TimeUnit.SECONDS);

        pair.send().write(PythonMarkers.close());

        assertThat(events.closed.get(20, TimeUnit.SECONDS).orElseThrow())
                .hasMessageContaining("closed the connection");
        assertThat(link.dialect()).isEqualTo("python/faster");
        assertThat(link.remoteAddress().getPort()).isEqualTo(server.port());
        pair.receive().awaitEnd();
    }

    @Test
    void whenAClientsLinkIsGivenAReplyItRefuses() throws Exception {
        CompletableFuture<Link> opening = open(Duration.ofMillis(50));
        server.acceptPair();
        Link link = opening.get(20, TimeUnit.SECONDS);
        Outbound.Reply reply = new Outbound.Reply(new RequestId("id"), new byte[0]);

        assertThatThrownBy(() -> link.send(reply, WhenFull.FAIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a client sends nothing but calls");
        link.close().get(20, TimeUnit.SECONDS);
    }

    @Test
    void whenTheKeyIsBuiltInTheDialectStaysOnLoopbackUnlessNothingIsEncrypted() {
        assertThat(dialect(Encryption.SECURE, CryptoKey.builtIn()).loopbackOnly()).isTrue();
        assertThat(dialect(Encryption.FASTER, CryptoKey.builtIn()).loopbackOnly()).isTrue();
        assertThat(dialect(Encryption.OFF, CryptoKey.builtIn()).loopbackOnly()).isFalse();
        assertThat(dialect(Encryption.SECURE, RawPythonServer.KEY).loopbackOnly()).isFalse();
    }

    private CompletableFuture<Link> open(Duration goodbyeTimeout) {
        NettyConnector connector =
                new NettyConnector(
                        loops,
                        loops.group().next(),
                        new Endpoint("127.0.0.1", server.port()),
                        Duration.ofSeconds(20),
                        false);
        PythonClientDialect dialect =
                new PythonClientDialect(
                        Encryption.FASTER, RawPythonServer.KEY, Limits.defaults(), goodbyeTimeout);
        return dialect.connect(connector, UUID.randomUUID(), events);
    }

    private static PythonClientDialect dialect(Encryption mode, CryptoKey key) {
        return new PythonClientDialect(mode, key, Limits.defaults());
    }

    private static CompletableFuture<Void> call(Link link) {
        return link.send(
                new Outbound.Call(new RequestId("id"), "echo", new byte[0]), WhenFull.FAIL);
    }

    /** Remembers how the link ended. */
    private static final class Recorder implements LinkListener {

        private final CompletableFuture<Optional<BiSocketException>> closed =
                new CompletableFuture<>();

        @Override
        public void onCall(RequestId id, String method, byte[] payload) {}

        @Override
        public void onReply(RequestId id, byte[] payload) {}

        @Override
        public void onFailure(RequestId id, HandlerFailure failure) {}

        @Override
        public void onGoodbye() {}

        @Override
        public void onSocketClosed(SocketRole role) {}

        @Override
        public void onClosed(@Nullable BiSocketException cause) {
            closed.complete(Optional.ofNullable(cause));
        }
    }
}
