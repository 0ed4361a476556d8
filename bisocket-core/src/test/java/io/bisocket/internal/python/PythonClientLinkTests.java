package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketException;
import io.bisocket.CryptoKey;
import io.bisocket.Encryption;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.OutboxFullException;
import io.bisocket.RequestId;
import io.bisocket.RequestRejectedException;
import io.bisocket.RequestTimeoutException;
import io.bisocket.SocketInfo;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Asking;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.transport.Endpoint;
import io.bisocket.internal.transport.EventLoops;
import io.bisocket.internal.transport.NettyConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
    void whenTheFormatCannotCarryItTheCallIsRefused() throws Exception {
        CompletableFuture<Link> opening = open(Duration.ofMillis(50));
        server.acceptPair();
        Link link = opening.get(20, TimeUnit.SECONDS);
        Outgoing headed = new Outgoing("echo", new byte[0], Map.of("name", "value"));
        CompletableFuture<BiSocketException> noStream = new CompletableFuture<>();

        link.stream(
                Outgoing.call("echo", new byte[0]),
                Duration.ZERO,
                WhenFull.FAIL,
                new FailureOnly(noStream));

        assertThat(noStream.get(20, TimeUnit.SECONDS))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("the Python format has no reply streams");
        assertThatThrownBy(() -> link.send(headed, WhenFull.FAIL).join())
                .hasCauseInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("the Python format has no headers");
        assertThatThrownBy(() -> Asking.on(link, headed, Duration.ofDays(1), WhenFull.FAIL).join())
                .hasMessageContaining("the Python format has no headers");
        link.close().get(20, TimeUnit.SECONDS);
    }

    @Test
    void whenTheLinkOpensAndBreaksItsListenerIsToldInOrder() throws Exception {
        CompletableFuture<Link> opening = open(Duration.ofMillis(50));
        RawPythonServer.Pair pair = server.acceptPair();
        opening.get(20, TimeUnit.SECONDS);

        pair.receive().close();

        assertThat(events.closed.get(20, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(events.calls)
                .containsExactly(
                        "opened RECEIVE",
                        "opened SEND",
                        "opened",
                        "broken",
                        "closed RECEIVE",
                        "closed SEND",
                        "closed");
    }

    @Test
    void whenCallersWaitForRoomTheirDeadlineEndsTheWait() throws Exception {
        CompletableFuture<Link> opening =
                open(Duration.ofMillis(50), Limits.builder().maxOutboxBytes(1000).build());
        server.acceptPair();
        Link link = opening.get(20, TimeUnit.SECONDS);
        link.send(Outgoing.call("first", new byte[900]), WhenFull.FAIL);

        CompletableFuture<Incoming> late =
                Asking.on(
                        link,
                        Outgoing.call("late", new byte[900]),
                        Duration.ofMillis(50),
                        WhenFull.WAIT);

        assertThatThrownBy(late::join)
                .hasCauseInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("no reply to 'late'");
        link.close().get(20, TimeUnit.SECONDS);
    }

    @Test
    void whenTheOutboxIsFullTheOldestThatMayBeDroppedMakesRoom() throws Exception {
        CompletableFuture<Link> opening =
                open(Duration.ofMillis(50), Limits.builder().maxOutboxBytes(68_200).build());
        RawPythonServer.Pair pair = server.acceptPair();
        Link link = opening.get(20, TimeUnit.SECONDS);
        link.send(Outgoing.call("written", new byte[64 * 1024]), WhenFull.DROP_OLDEST);
        pair.readCall();
        CompletableFuture<RequestId> kept = send(link, "kept", WhenFull.FAIL);
        CompletableFuture<RequestId> oldest = send(link, "oldest", WhenFull.DROP_OLDEST);

        CompletableFuture<RequestId> newest = send(link, "newest", WhenFull.DROP_OLDEST);
        CompletableFuture<RequestId> refused = send(link, "refused", WhenFull.FAIL);

        assertThatThrownBy(oldest::join).hasCauseInstanceOf(OutboxFullException.class);
        assertThatThrownBy(refused::join).hasCauseInstanceOf(OutboxFullException.class);
        assertThat(kept).isNotDone();
        pair.acknowledge();
        assertThat(pair.accept().method()).isEqualTo("kept");
        assertThat(pair.accept().method()).isEqualTo("newest");
        assertThat(newest.get(20, TimeUnit.SECONDS)).isNotNull();
        link.close().get(20, TimeUnit.SECONDS);
    }

    @Test
    void whenTheOutboxIsFullASlowServerCanBeLeft() throws Exception {
        CompletableFuture<Link> opening =
                open(Duration.ofMillis(50), Limits.builder().maxOutboxBytes(1000).build());
        server.acceptPair();
        Link link = opening.get(20, TimeUnit.SECONDS);
        send(link, "first", WhenFull.FAIL);

        CompletableFuture<RequestId> last = send(link, "last", WhenFull.DISCONNECT);

        assertThatThrownBy(last::join).hasCauseInstanceOf(OutboxFullException.class);
        assertThat(events.closed.get(20, TimeUnit.SECONDS).orElseThrow())
                .hasMessageContaining("send socket: the outbox of 127.0.0.1")
                .hasMessageContaining("(max-outbox-bytes)");
    }

    @Test
    void whenTheKeyIsBuiltInTheDialectStaysOnLoopbackUnlessNothingIsEncrypted() {
        assertThat(dialect(Encryption.SECURE, CryptoKey.builtIn()).loopbackOnly()).isTrue();
        assertThat(dialect(Encryption.FASTER, CryptoKey.builtIn()).loopbackOnly()).isTrue();
        assertThat(dialect(Encryption.OFF, CryptoKey.builtIn()).loopbackOnly()).isFalse();
        assertThat(dialect(Encryption.SECURE, RawPythonServer.KEY).loopbackOnly()).isFalse();
    }

    private CompletableFuture<Link> open(Duration goodbyeTimeout) {
        return open(goodbyeTimeout, Limits.defaults());
    }

    private CompletableFuture<Link> open(Duration goodbyeTimeout, Limits limits) {
        NettyConnector connector =
                new NettyConnector(
                        loops,
                        loops.group().next(),
                        new Endpoint("127.0.0.1", server.port()),
                        Duration.ofSeconds(20),
                        false,
                        null);
        PythonClientDialect dialect =
                new PythonClientDialect(
                        Encryption.FASTER, RawPythonServer.KEY, limits, goodbyeTimeout);
        return dialect.connect(connector, UUID.randomUUID(), events);
    }

    private static PythonClientDialect dialect(Encryption mode, CryptoKey key) {
        return new PythonClientDialect(mode, key, Limits.defaults());
    }

    private static CompletableFuture<RequestId> call(Link link) {
        return link.send(Outgoing.call("echo", new byte[0]), WhenFull.FAIL);
    }

    private static CompletableFuture<RequestId> send(Link link, String method, WhenFull whenFull) {
        return link.send(Outgoing.call(method, new byte[900]), whenFull);
    }

    private record FailureOnly(CompletableFuture<BiSocketException> failure)
            implements StreamListener {

        @Override
        public void onItem(Incoming item) {}

        @Override
        public void onEnd() {}

        @Override
        public void onFailed(BiSocketException cause) {
            failure.complete(cause);
        }
    }

    /** Remembers what it is told. */
    private static final class Recorder implements LinkListener {

        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Optional<BiSocketException>> closed =
                new CompletableFuture<>();

        @Override
        public void onSocketOpened(SocketInfo socket) {
            calls.add("opened " + socket.role());
        }

        @Override
        public void onSocketClosed(SocketInfo socket) {
            calls.add("closed " + socket.role());
        }

        @Override
        public void onOpened() {
            calls.add("opened");
        }

        @Override
        public void onCall(IncomingCall call) {}

        @Override
        public void onReply(RequestId id, Incoming reply) {}

        @Override
        public void onFailure(RequestId id, BiSocketException failure) {}

        @Override
        public void onBroken() {
            calls.add("broken");
        }

        @Override
        public void onClosed(@Nullable BiSocketException cause) {
            calls.add("closed");
            closed.complete(Optional.ofNullable(cause));
        }
    }
}
