package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.MessageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementTimeTests {

    private static final int LARGE = 20_000;

    private final LoneEngine client = LoneEngine.client();
    private final LoneEngine server = LoneEngine.server();

    @Test
    void whenACallComesThenItIsAcknowledgedAfterTheShortDelay() {
        server.read(Sent.request(2, 1));

        server.time.advance(19);
        assertThat(acks(server, SocketRole.SEND)).isEmpty();
        server.time.advance(1);

        assertThat(acks(server, SocketRole.SEND)).hasSize(1);
    }

    @Test
    void whenASmallAnswerComesThenItIsAcknowledgedAfterTheLongDelay() {
        client.read(Sent.answer(MessageKind.REPLY, 1000, 1));

        client.time.advance(499);
        assertThat(acks(client, SocketRole.RECEIVE)).isEmpty();
        client.time.advance(1);

        assertThat(acks(client, SocketRole.RECEIVE)).hasSize(1);
    }

    @Test
    void whenALargeAnswerComesThenItIsAcknowledgedAfterTheShortDelay() {
        client.read(Sent.first(1, Sent.head(MessageKind.REPLY, 1000, "", LARGE), LARGE / 2));
        client.read(Sent.last(1, LARGE / 2, 1));

        client.time.advance(20);

        assertThat(acks(client, SocketRole.RECEIVE)).hasSize(1);
    }

    @Test
    void whenAnItemComesThenItIsAcknowledgedAfterTheShortDelay() {
        client.read(Sent.answer(MessageKind.ITEM, 1000, 1));

        client.time.advance(20);

        assertThat(acks(client, SocketRole.RECEIVE)).hasSize(1);
    }

    private static List<Ack> acks(LoneEngine engine, SocketRole socket) {
        return engine.written(socket, Ack.class);
    }
}
