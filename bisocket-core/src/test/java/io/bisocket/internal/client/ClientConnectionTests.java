package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.CallKind;
import io.bisocket.SocketInfo;
import io.bisocket.SocketRole;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.LinkListener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientConnectionTests extends LoneConnectionTest {

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

    private static SocketInfo socket(SocketRole role) {
        return new SocketInfo(new UUID(0, 1), role, InetSocketAddress.createUnresolved("fake", 1));
    }
}
