package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Slice;
import org.junit.jupiter.api.Test;

/** Messages where none may be. */
class HostileDataTests extends HostilePeerTest {

    @Test
    void whenAnItemComesForAStreamThatIsNotSentThenTheSessionEnds() {
        LoneEngine client = LoneEngine.client();
        client.engine.stream("m", Content.EMPTY, Call.NO_DEADLINE, 10, WhenFull.WAIT, told);

        client.read(Sent.answer(MessageKind.ITEM, 2, 1));

        assertLost(client, "an answer must follow its request, which is not sent yet");
        assertThat(told.items).isEmpty();
    }

    @Test
    void whenAFrameMakesTheListenerFailThenTheSessionEnds() {
        LoneEngine server = LoneEngine.server();
        server.handler =
                call -> {
                    throw new IllegalStateException("a bug");
                };

        server.read(Sent.request(2, 1));

        assertLost(server, "a frame of the peer could not be handled");
        assertThat(server.end).hasRootCauseMessage("a bug");
    }

    @Test
    void whenDataFollowsCloseThenTheSessionEnds() {
        LoneEngine server = LoneEngine.server();

        server.read(new Close(CloseScope.SESSION, 0, 1), Sent.request(2, 2));

        assertLost(server, "DATA must not follow the CLOSE of its direction");
    }

    @Test
    void whenCloseComesBetweenFragmentsThenTheSessionEnds() {
        LoneEngine server = LoneEngine.server();

        server.read(first(0, MessageKind.REQUEST, 2), new Close(CloseScope.SESSION, 0, 1));

        assertLost(server, "messages before CLOSE must be complete but was partial");
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void whenDataComesOnTheWrongSocketThenTheSessionEnds() {
        LoneEngine server = LoneEngine.server();

        server.readBack(Sent.request(2, 1));

        assertLost(server, "the socket of a DATA must be SEND but was RECEIVE");
    }

    @Test
    void whenAnUnknownReferenceIsAnsweredThenNothingHappensAndItsCreditComesBack() {
        LoneEngine client = LoneEngine.client();

        client.read(Sent.answer(MessageKind.REPLY, 1000, 1));
        client.time.advance(500);

        Ack ack = client.written(SocketRole.RECEIVE, Ack.class).get(0);
        assertThat(ack.sequence()).isEqualTo(1);
        assertThat(ack.grants().answers().messages()).isEqualTo(257);
        assertThat(client.events).isEmpty();
    }

    @Test
    void whenAFragmentIsEmptyOfMeaningThenTheSessionEnds() {
        LoneEngine server = LoneEngine.server();

        server.read(new Data(3, null, 0, false, Slice.of(new byte[1])));

        assertLost(server, "the slot of a later fragment must be taken but was 3");
    }

    @Test
    void whenARecordIsEmptyThenTheSessionEnds() {
        LoneEngine server = LoneEngine.server();

        server.read();

        assertLost(server, "a record must be at least 4 bytes but was 0");
    }
}
