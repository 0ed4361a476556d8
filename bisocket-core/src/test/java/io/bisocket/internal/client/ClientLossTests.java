package io.bisocket.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.NotConnectedException;
import io.bisocket.ProtocolException;
import io.bisocket.RequestId;
import io.bisocket.internal.python.PythonMarkers;
import io.bisocket.internal.python.PythonReply;
import io.bisocket.internal.python.PythonRequest;
import io.bisocket.internal.python.RawPythonServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientLossTests extends RawServerTest {

    /** How many calls may be sent and not acknowledged. */
    private static final int WINDOW = 128;

    private final ConnectionRecorder listener = new ConnectionRecorder();

    static Stream<Named<Consumer<RawPythonServer.Pair>>> waysToLoseAConnection() {
        return Stream.of(
                Named.of("receive socket closed", pair -> pair.receive().close()),
                Named.of("receive socket reset", pair -> pair.receive().reset()),
                Named.of("send socket closed", pair -> pair.send().close()),
                Named.of("send socket reset", pair -> pair.send().reset()),
                Named.of(
                        "goodbye on the receive socket",
                        pair -> pair.receive().write(PythonMarkers.closeReply().encode())),
                Named.of("goodbye on both", RawPythonServer.Pair::leave),
                Named.of(
                        "garbage on the receive socket",
                        pair -> pair.receive().writeRaw("garbage".getBytes(UTF_8))),
                Named.of(
                        "garbage on the send socket",
                        pair -> pair.send().writeRaw("garbage".getBytes(UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("waysToLoseAConnection")
    void whenTheConnectionIsLostEverythingEnds(Consumer<RawPythonServer.Pair> loss) {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();
        CompletableFuture<byte[]> accepted = client.requestAsync("accepted", PAYLOAD);
        pair.accept();
        List<CompletableFuture<?>> written = new ArrayList<>();
        for (int i = 0; i < WINDOW / 2; i++) {
            written.add(client.requestAsync("written", PAYLOAD));
            written.add(client.sendAsync("written", PAYLOAD));
            pair.readCall();
            pair.readCall();
        }
        CompletableFuture<RequestId> unwritten = client.sendAsync("unwritten", PAYLOAD);
        CompletableFuture<byte[]> unwrittenToo = client.requestAsync("unwritten", PAYLOAD);

        loss.accept(pair);

        BiSocketException cause = listener.awaitLost();
        assertThat(cause).hasMessageContaining(address());
        assertThat(failureOf(accepted)).isInstanceOf(ConnectionLostException.class);
        assertThat(written)
                .hasSize(WINDOW)
                .allSatisfy(
                        call ->
                                assertThat(failureOf(call))
                                        .isInstanceOf(ConnectionLostException.class));
        assertThat(failureOf(unwritten)).isInstanceOf(NotConnectedException.class);
        assertThat(failureOf(unwrittenToo)).isInstanceOf(NotConnectedException.class);
        assertThat(client.isConnected()).isFalse();
        assertThat(client.lastError()).isSameAs(cause);
        assertThatThrownBy(() -> client.send("later", PAYLOAD))
                .isInstanceOf(NotConnectedException.class)
                .hasMessageContaining("not connected to " + address())
                .hasMessageContaining(cause.getMessage())
                .hasCause(cause);
        client.close();
        assertThat(listener.isEmpty()).isTrue();
    }

    @Test
    void whenAFrameComesAgainTheConnectionIsLost() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();

        byte[] frame = pair.receive().write(new PythonReply("some-id", PAYLOAD).encode());
        pair.receive().writeRaw(frame);

        assertThat(listener.awaitLost())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("receive socket")
                .hasMessageContaining("received or sent before");
        pair.send().awaitEnd();
    }

    @Test
    void whenAFrameOfItsOwnComesBackTheConnectionIsLost() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();

        client.sendAsync("echo", PAYLOAD);
        pair.receive().writeRaw(pair.send().readRaw());

        assertThat(listener.awaitLost())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("received or sent before");
    }

    @Test
    void whenNothingWasSentAnAcknowledgementBreaksTheConnection() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();

        pair.acknowledge();

        assertThat(listener.awaitLost())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("acknowledgement of no call");
    }

    @Test
    void whenSomethingElseThanAnAcknowledgementComesTheConnectionIsLost() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();

        pair.send().write("what?".getBytes(UTF_8));

        assertThat(listener.awaitLost())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("send socket")
                .hasMessageContaining("something else of 5 bytes");
    }

    @Test
    void whenAReplyHasNoIdTheConnectionIsLost() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();

        pair.receive().write("no separator".getBytes(UTF_8));

        assertThat(listener.awaitLost())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("expected a reply of 2 fields");
    }

    @Test
    void whenTheServerLeavesRepliesOnTheirWayStillArrive() {
        BiSocketClient client = client(b -> b.listener(listener));
        RawPythonServer.Pair pair = connect(client);
        listener.awaitConnected();
        CompletableFuture<byte[]> reply = client.requestAsync("accepted", PAYLOAD);
        PythonRequest accepted = pair.accept();
        CompletableFuture<byte[]> written = client.requestAsync("written", PAYLOAD);
        pair.readCall();

        pair.send().write(PythonMarkers.close());
        pair.send().close();
        assertThat(failureOf(written)).isInstanceOf(ConnectionLostException.class);
        assertThatThrownBy(() -> client.send("later", PAYLOAD))
                .isInstanceOf(NotConnectedException.class)
                .hasMessageContaining(address() + " closed the connection");
        pair.reply(accepted, "the last word");
        pair.receive().write(PythonMarkers.closeReply().encode());

        assertThat(get(reply)).asString(UTF_8).isEqualTo("the last word");
        assertThat(listener.awaitLost()).hasMessage("%s closed the connection", address());
    }

    @Test
    void whenAReplyHoldsTheGoodbyeItIsOnlyAReply() {
        BiSocketClient client = client();
        RawPythonServer.Pair pair = connect(client);

        CompletableFuture<byte[]> reply = client.requestAsync("echo", PythonMarkers.close());
        PythonRequest call = pair.accept();
        pair.reply(call.requestId(), call.payload());

        assertThat(get(reply)).isEqualTo(PythonMarkers.close());
    }
}
