package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKey;
import io.bisocket.CryptoKeyException;
import io.bisocket.NotConnectedException;
import io.bisocket.Reconnect;
import io.bisocket.internal.python.RawPythonServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientReconnectTests extends RawServerTest {

    private static final Reconnect QUICK =
            Reconnect.backoff(Duration.ofMillis(1), Duration.ofMillis(20));
    private static final Reconnect PATIENT =
            Reconnect.backoff(Duration.ofHours(1), Duration.ofHours(1));

    private final ConnectionRecorder listener = new ConnectionRecorder();

    @Test
    void whenTheConnectionIsLostTheClientComesBackUnderItsId() {
        BiSocketClient client = client(b -> b.listener(listener).reconnect(QUICK));
        RawPythonServer.Pair first = connect(client);
        listener.awaitConnected();

        first.reset();
        listener.awaitLost();
        RawPythonServer.Pair second = server.acceptPair();
        listener.awaitConnected();

        assertThat(second.clientId()).isEqualTo(first.clientId());
        assertThat(client.isConnected()).isTrue();
        assertThat(client.lastError()).isNull();
        CompletableFuture<byte[]> reply = client.requestAsync("echo", PAYLOAD);
        second.reply(second.accept(), "again");
        assertThat(get(reply)).asString(UTF_8).isEqualTo("again");
    }

    @Test
    void whenTheServerIsAwayForAWhileTheClientKeepsTrying() {
        BiSocketClient client = client(b -> b.listener(listener).reconnect(QUICK));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();

        server.stopListening();
        pair.reset();
        listener.awaitLost();
        await().until(() -> client.lastError().getMessage().contains("connection refused"));
        assertThatThrownBy(() -> client.request("echo", PAYLOAD))
                .isInstanceOf(NotConnectedException.class)
                .hasMessageContaining("connection refused");
        server.listenAgain();
        server.acceptPair();

        listener.awaitConnected();
        assertThat(listener.isEmpty()).isTrue();
    }

    @Test
    void whenTheServerStillHoldsTheIdAnotherAttemptFollows() {
        BiSocketClient client = client(b -> b.listener(listener).reconnect(QUICK));
        connect(client).reset();
        listener.awaitConnected();
        listener.awaitLost();

        server.accept().close();
        RawPythonServer.RawSocket receive = server.accept();
        receive.welcome();
        server.accept().close();
        receive.awaitEnd();
        server.acceptPair();

        listener.awaitConnected();
    }

    @Test
    void whenStartedTheClientTriesUntilTheServerIsThere() {
        server.stopListening();
        BiSocketClient client = client(b -> b.reconnect(QUICK));

        CompletableFuture<Void> started = client.start();
        await().until(() -> client.lastError() != null);
        assertThat(started).isNotDone();
        server.listenAgain();
        server.acceptPair();

        get(started);
        assertThat(client.isConnected()).isTrue();
        get(client.start());
    }

    @Test
    void whenConnectFailsTheClientDoesNotTryAgainByItself() {
        server.stopListening();
        BiSocketClient client = client(b -> b.reconnect(QUICK));

        assertThat(failureOf(client.connectAsync())).isInstanceOf(ConnectionLostException.class);
        server.listenAgain();
        server.listenWithPatience(Duration.ofMillis(100));

        assertThatThrownBy(server::accept).hasMessageContaining("timed out");
    }

    @Test
    void whenItWaitsForTheNextAttemptConnectMakesOneAtOnce() {
        BiSocketClient client = client(b -> b.listener(listener).reconnect(PATIENT));
        connect(client).reset();
        listener.awaitConnected();
        listener.awaitLost();

        connect(client);

        assertThat(client.isConnected()).isTrue();
    }

    @Test
    void whenReconnectIsOffALostConnectionStaysLost() {
        BiSocketClient client = client(b -> b.listener(listener));
        connect(client).reset();
        listener.awaitConnected();
        listener.awaitLost();
        server.listenWithPatience(Duration.ofMillis(100));

        assertThatThrownBy(server::accept).hasMessageContaining("timed out");

        server.listenWithPatience(Duration.ofSeconds(20));
        connect(client);
        listener.awaitConnected();
    }

    @Test
    void whenReconnectIsOffStartMakesOneAttempt() {
        server.stopListening();

        assertThat(failureOf(client().start())).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void whenTheMistakeIsFatalStartGivesUp() {
        BiSocketClient client =
                client(b -> b.address("192.0.2.1", 1).key(CryptoKey.builtIn()).reconnect(QUICK));

        assertThat(failureOf(client.start())).isInstanceOf(CryptoKeyException.class);
        assertThat(client.lastError()).isInstanceOf(CryptoKeyException.class);
    }

    @Test
    void whenClosedWhileItWaitsNothingFollows() {
        BiSocketClient client = client(b -> b.listener(listener).reconnect(PATIENT));
        connect(client).reset();
        listener.awaitConnected();
        listener.awaitLost();
        CompletableFuture<Void> started = client.start();

        client.close();

        assertThat(failureOf(started))
                .isInstanceOf(NotConnectedException.class)
                .hasMessage("the client was closed");
    }

    @Test
    void whenClosedWhileItConnectsTheHalfMadeConnectionIsClosed() {
        BiSocketClient client = client(b -> b.reconnect(QUICK));
        CompletableFuture<Void> started = client.start();
        CompletableFuture<Void> connected = client.connectAsync();
        RawPythonServer.RawSocket receive = server.accept();
        receive.welcome();
        RawPythonServer.RawSocket send = server.accept();

        client.close();

        receive.awaitEnd();
        send.awaitEnd();
        assertThat(failureOf(started)).hasMessage("the client was closed");
        assertThat(failureOf(connected)).hasMessage("the client was closed");
    }
}
