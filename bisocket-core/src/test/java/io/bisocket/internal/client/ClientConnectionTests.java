package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.AddressOrder;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.CallKind;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKey;
import io.bisocket.Execution;
import io.bisocket.Limits;
import io.bisocket.NotConnectedException;
import io.bisocket.Reconnect;
import io.bisocket.RequestId;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.dispatch.Dispatcher;
import io.bisocket.internal.dispatch.Handler;
import io.bisocket.internal.dispatch.Handlers;
import io.bisocket.internal.dispatch.RequestLane;
import io.bisocket.internal.link.Asking;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.LinkListener;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.StreamListener;
import io.bisocket.internal.session.JsonPayloadCodec;
import io.bisocket.internal.transport.ClientDialect;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With links whose other end is the test. */
class ClientConnectionTests {

    private static final Outgoing MESSAGE = Outgoing.call("ask", new byte[0]);
    private static final Duration LONG = Duration.ofDays(1);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Attempts attempts = new Attempts();
    private final Events events = new Events();
    private final ServerAddresses addresses =
            new ServerAddresses(List.of(new Endpoint("fake", 1)), AddressOrder.AS_GIVEN);
    private final ClientLinks links = new ClientLinks(addresses);
    private ClientConnection connection = connection(Reconnect.never());

    @AfterEach
    void stopLoop() {
        loop.shutdownGracefully();
    }

    @Test
    void whenReplacedNewCallsGoToTheSuccessorAndTheOldLinkEndsWithItsOwn() {
        FakeLink old = connect();
        CompletableFuture<Incoming> reply = request();

        connection.replace();
        FakeLink successor = attempts.succeed(1);
        request();

        assertThat(old.asked()).hasSize(1);
        assertThat(successor.asked()).hasSize(1);
        old.callsHaveEnded();
        settle();
        assertThat(old.isEndingCalls()).isTrue();
        assertThat(old.isClosing()).isFalse();
        old.asked().get(0).answer("late");
        assertThat(reply).isCompleted();
        await().until(old::isClosing);
        attempts.close(0, null);
        assertThat(events.told).containsExactly("connected");
        assertThat(links.isConnected()).isTrue();
    }

    @Test
    void whenTheOldLinkHasAStreamItWaitsForItsEnd() {
        FakeLink old = connect();
        links.link().stream(MESSAGE, LONG, WhenFull.FAIL, new Quiet());
        links.link().stream(MESSAGE, LONG, WhenFull.FAIL, new Quiet()).cancel();
        connection.replace();
        attempts.succeed(1);
        old.callsHaveEnded();
        settle();
        assertThat(old.isClosing()).isFalse();

        old.streams().get(0).end();

        await().until(old::isClosing);
    }

    @Test
    void whenTheServerHasCallsUnderWayOnTheOldLinkTheyEndFirst() {
        FakeLink old = connect();
        CompletableFuture<Void> handled = new CompletableFuture<>();
        events.handler = request -> handled;
        loop.submit(() -> attempts.listeners.get(0).onCall(new FakeCall(CallKind.REQUEST, "m", "")))
                .syncUninterruptibly();
        connection.replace();
        attempts.succeed(1);
        old.callsHaveEnded();
        settle();
        assertThat(old.isClosing()).isFalse();

        handled.complete(null);

        await().until(old::isClosing);
    }

    @Test
    void whenTheSuccessorFailsTheOldLinkStaysAndItIsTriedAgain() {
        connection = connection(Reconnect.backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
        FakeLink old = connect();

        connection.replace();
        attempts.fail(1);
        attempts.fail(2);
        request();

        assertThat(old.asked()).hasSize(1);
        assertThat(links.lastError()).isNull();
        FakeLink successor = attempts.succeed(3);
        request();
        assertThat(successor.asked()).hasSize(1);
        assertThat(events.told).containsExactly("connected");
    }

    @Test
    void whenTheOldLinkIsLostMeanwhileTheAttemptIsOneToComeBack() {
        connection = connection(Reconnect.backoff(Duration.ofDays(1), Duration.ofDays(1)));
        connect();
        connection.replace();
        attempts.await(1);

        attempts.close(0, new ConnectionLostException("cut"));
        assertThat(links.isConnected()).isFalse();
        assertThatThrownBy(links::link).isInstanceOf(NotConnectedException.class);
        attempts.succeed(1);

        assertThat(events.told).containsExactly("connected", "lost: cut", "connected");
        assertThat(attempts.listeners).hasSize(2);
    }

    @Test
    void whenTheAttemptUnderWayIsTooOldTheOneAfterItCounts() {
        connection = connection(Reconnect.backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
        connection.start();
        attempts.await(0);

        CompletableFuture<Void> replaced = connection.replace();
        attempts.fail(0);
        assertThat(replaced).isNotDone();
        attempts.succeed(1);

        assertThat(replaced).succeedsWithin(Duration.ofSeconds(20));
        settle();
        assertThat(attempts.listeners).hasSize(2);
    }

    @Test
    void whenTheLinkIsLostForGoodThereIsNothingToReplace() {
        connection = connection(new Reconnect(false, Duration.ofDays(1), Duration.ofDays(1)));
        connect();
        CompletableFuture<Void> replaced = connection.replace();
        attempts.fail(1);
        assertThat(replaced).isNotDone();

        attempts.close(0, new ConnectionLostException("cut"));

        assertThat(replaced).succeedsWithin(Duration.ofSeconds(20));
        assertThat(attempts.listeners).hasSize(2);
    }

    @Test
    void whenTheServerWantsASuccessorThereIsOne() {
        connect();

        attempts.tell(0, listener -> listener.onGoAway(false));
        settle();
        assertThat(attempts.listeners).hasSize(1);
        attempts.tell(0, listener -> listener.onGoAway(true));
        attempts.tell(0, listener -> listener.onGoAway(true));
        attempts.succeed(1);

        assertThat(attempts.listeners).hasSize(2);
        attempts.tell(0, listener -> listener.onGoAway(true));
        settle();
        assertThat(attempts.listeners).hasSize(2);
    }

    @Test
    void whenThereIsNoConnectionNothingIsReplaced() {
        connection.replace();
        settle();

        assertThat(attempts.listeners).isEmpty();
    }

    @Test
    void whenTheServerSaysGoodbyeItsCallsEndFirst() {
        FakeLink link = connect();
        CompletableFuture<Void> handled = new CompletableFuture<>();
        events.handler = request -> handled;
        FakeCall call = new FakeCall(CallKind.REQUEST, "m", "");
        attempts.tell(0, listener -> listener.onCall(call));

        attempts.tell(0, LinkListener::onGoodbye);
        settle();
        assertThat(link.isClosing()).isFalse();
        handled.complete(null);

        await().until(link::isClosing);
        attempts.close(0, null);
        assertThat(events.told).containsExactly("connected", "lost: fake:1 closed the connection");
    }

    @Test
    void whenClosedAllLinksAre() {
        FakeLink old = connect();
        request();
        connection.replace();
        FakeLink successor = attempts.succeed(1);

        CompletableFuture<Void> closed = connection.close();
        old.callsHaveEnded();
        successor.callsHaveEnded();
        await().until(() -> old.isClosing() && successor.isClosing());
        assertThat(closed).isNotDone();
        old.isClosed();
        successor.isClosed();

        assertThat(closed).succeedsWithin(Duration.ofSeconds(20));
        assertThat(events.told).containsExactly("connected");
    }

    @Test
    void whenSocketsGoAndComeTheListenersAreToldUnlessAnotherIsThere() {
        connect();
        attempts.tell(
                0,
                listener -> {
                    listener.onSocketOpened(socket(SocketRole.SEND));
                    listener.onSocketOpened(socket(SocketRole.RECEIVE));
                    listener.onOpened();
                    listener.onSocketClosed(socket(SocketRole.SEND));
                    listener.onSocketOpened(socket(SocketRole.SEND));
                    listener.onSocketOpened(socket(SocketRole.RECEIVE));
                    listener.onSocketClosed(socket(SocketRole.RECEIVE));
                    listener.onBroken();
                    listener.onSocketClosed(socket(SocketRole.RECEIVE));
                    listener.onSocketClosed(socket(SocketRole.SEND));
                });

        assertThat(events.told).containsExactly("connected", "lost SEND", "resumed SEND");
    }

    private FakeLink connect() {
        CompletableFuture<Void> connected = connection.connect();
        FakeLink link = attempts.succeed(0);
        assertThat(connected).succeedsWithin(Duration.ofSeconds(20));
        return link;
    }

    private CompletableFuture<Incoming> request() {
        return Asking.on(links.link(), MESSAGE, LONG, WhenFull.FAIL);
    }

    /** Lets the event loop do what was asked of it. */
    private void settle() {
        loop.submit(() -> {}).syncUninterruptibly();
    }

    private ClientConnection connection(Reconnect reconnect) {
        return new ClientConnection(
                loop,
                addresses,
                links,
                new ConnectRound.Means(server -> new NoConnector(), attempts, new UUID(0, 1)),
                reconnect,
                events);
    }

    private static SocketInfo socket(SocketRole role) {
        return new SocketInfo(new UUID(0, 1), role, InetSocketAddress.createUnresolved("fake", 1));
    }

    /** A format whose attempts the test decides. */
    private final class Attempts implements ClientDialect {

        private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<Link>> results = new CopyOnWriteArrayList<>();

        void await(int attempt) {
            Awaitility.await().until(() -> results.size() > attempt);
        }

        FakeLink succeed(int attempt) {
            FakeLink link = new FakeLink();
            await(attempt);
            loop.submit(() -> results.get(attempt).complete(link)).syncUninterruptibly();
            return link;
        }

        void fail(int attempt) {
            await(attempt);
            loop.submit(
                            () ->
                                    results.get(attempt)
                                            .completeExceptionally(
                                                    new ConnectionLostException("refused")))
                    .syncUninterruptibly();
        }

        void tell(int attempt, Consumer<LinkListener> event) {
            loop.submit(() -> event.accept(listeners.get(attempt))).syncUninterruptibly();
        }

        void close(int attempt, @Nullable BiSocketException cause) {
            tell(attempt, listener -> listener.onClosed(cause));
        }

        @Override
        public void key(@Nullable String name, CryptoKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean loopbackOnly() {
            return false;
        }

        @Override
        public void checkMethod(String method) {}

        @Override
        public CompletableFuture<Link> connect(
                Connector connector, UUID clientId, LinkListener listener) {
            CompletableFuture<Link> result = new CompletableFuture<>();
            listeners.add(listener);
            results.add(result);
            return result;
        }
    }

    /** Remembers what it is told, and handles calls as the test says. */
    private static final class Events implements ClientEvents {

        private final List<String> told = new CopyOnWriteArrayList<>();
        private volatile Handler handler = request -> CompletableFuture.completedStage(null);

        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void lost(BiSocketException cause) {
            told.add("lost: " + cause.getMessage());
        }

        @Override
        public void socketLost(SocketRole role) {
            told.add("lost " + role);
        }

        @Override
        public void socketResumed(SocketRole role) {
            told.add("resumed " + role);
        }

        @Override
        public RequestLane newLane(Link link) {
            return new RequestLane(
                    dispatcher(), Runnable::run, Execution.PARALLEL, Limits.defaults(), read -> {});
        }

        @Override
        public void call(IncomingCall call, RequestLane lane) {
            lane.add(dispatcher().request(call, null));
        }

        private Dispatcher dispatcher() {
            Handlers.Builder handlers = new Handlers.Builder();
            handlers.catchAll(request -> handler.handle(request));
            return new Dispatcher(
                    handlers.build(),
                    new JsonPayloadCodec(),
                    Runnable::run,
                    false,
                    BiSocketMetrics.none());
        }

        @Override
        public void reply(RequestId id, Incoming content) {}

        @Override
        public void failure(RequestId id, BiSocketException failure) {}
    }

    /** Opens nothing; for formats whose attempts the test decides. */
    private static final class NoConnector implements Connector {

        @Override
        public Endpoint server() {
            throw new UnsupportedOperationException();
        }

        @Override
        public EventLoop loop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Connector to(Endpoint address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Channel> open(ChannelHandler initializer) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Quiet implements StreamListener {

        @Override
        public void onItem(Incoming item) {}

        @Override
        public void onEnd() {}

        @Override
        public void onFailed(BiSocketException failure) {}
    }
}
