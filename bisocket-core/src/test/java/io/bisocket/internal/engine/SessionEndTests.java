package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.GoAway;
import io.bisocket.internal.protocol.MessageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draining, expiring, closing, aborting. */
class SessionEndTests {

    private static final int EXPIRED = CloseCode.KEY_EXPIRED.number();
    private static final int SHUTDOWN = CloseCode.SHUTDOWN.number();

    private final LoneEngine server = LoneEngine.server();
    private final LoneEngine client = LoneEngine.client();
    private final Told told = new Told();

    private void request(LoneEngine engine) {
        engine.engine.request("m", Content.EMPTY, Call.NO_DEADLINE, WhenFull.WAIT, told);
    }

    private List<GoAway> goAways() {
        return server.written(SocketRole.RECEIVE, GoAway.class);
    }

    private static Close closeSession(long sequence) {
        return new Close(CloseScope.SESSION, 0, sequence);
    }

    private String refusal() {
        Data error = server.written(SocketRole.RECEIVE, Data.class).get(0);
        assertThat(error.head().kind()).isEqualTo(MessageKind.ERROR);
        return Told.text(FailureCodec.decode(error.part().toBytes()));
    }

    @Test
    void whenASideDrainsThenRequestsAreRefusedAndSendsAreTaken() {
        server.engine.drain(CloseCode.SHUTDOWN);
        assertThat(goAways()).containsExactly(new GoAway(SHUTDOWN));

        server.read(Sent.request(2, 1), Sent.whole(MessageKind.SEND, 1, "s", 3, 2));

        assertThat(server.events).containsExactly("call s");
        assertThat(refusal()).isEqualTo("DRAINING, not processed: no new requests are accepted");
    }

    @Test
    void whenASideDrainsThenWhatItHasAcceptedIsAnswered() {
        server.read(Sent.request(2, 1));
        server.engine.drain(CloseCode.SHUTDOWN);

        server.calls.get(0).reply(Content.EMPTY, told);

        assertThat(server.written(SocketRole.RECEIVE, Data.class).get(0).head().kind())
                .isEqualTo(MessageKind.REPLY);
    }

    @Test
    void whenTheSocketIsNewThenGoAwayIsRepeated() {
        server.engine.drain(CloseCode.SHUTDOWN);
        assertThat(goAways()).hasSize(1);
        assertThat(goAways()).isEmpty();

        server.attach(SocketRole.RECEIVE, LoneEngine.TERMS);

        assertThat(goAways()).containsExactly(new GoAway(SHUTDOWN));
    }

    @Test
    void whenTheKeyExpiresThenThePeerIsToldAndRequestsAreTaken() {
        server.engine.expire();
        server.engine.expire();
        assertThat(goAways()).containsExactly(new GoAway(EXPIRED));

        server.read(Sent.request(2, 1));
        assertThat(server.events).containsExactly("call m2");

        server.attach(SocketRole.RECEIVE, LoneEngine.TERMS);
        assertThat(goAways()).containsExactly(new GoAway(EXPIRED));
        server.engine.drain(CloseCode.SHUTDOWN);
        assertThat(goAways()).containsExactly(new GoAway(SHUTDOWN));
        server.attach(SocketRole.RECEIVE, LoneEngine.TERMS);
        assertThat(goAways()).containsExactly(new GoAway(SHUTDOWN));
    }

    @Test
    void whenThePeerSaysThatTheKeyHasExpiredThenRequestsGoOnUntilItDrains() {
        client.read(new GoAway(EXPIRED), new GoAway(EXPIRED));
        request(client);
        assertThat(client.written(SocketRole.SEND, Data.class)).hasSize(1);

        client.read(new GoAway(SHUTDOWN), new GoAway(EXPIRED));
        request(client);

        told.assertLast().isEqualTo("DRAINING, not processed: the peer takes no new requests");
        assertThat(client.events).containsExactly("goaway 21", "goaway 16");
    }

    @Test
    void whenASideClosesThenCloseHasTheSequenceAfterTheLastMessage() {
        request(client);
        client.written();
        client.engine.close(CloseCode.NORMAL);

        assertThat(client.written(SocketRole.SEND, Close.class)).containsExactly(closeSession(2));
    }

    @Test
    void whenAHandlerRunsThenCloseWaitsForIt() {
        server.read(Sent.request(2, 1));
        server.engine.close(CloseCode.NORMAL);
        assertThat(server.written(SocketRole.RECEIVE, Close.class)).isEmpty();

        server.calls.get(0).ended();

        assertThat(server.written(SocketRole.RECEIVE, Close.class))
                .containsExactly(closeSession(2));
    }

    @Test
    void whenBothHaveClosedThenTheSessionIsOverAndItsSocketsEnd() {
        client.engine.close(CloseCode.NORMAL);
        client.written();
        client.readBack(Sent.ack(1));
        assertThat(client.engine.isOver()).isFalse();

        client.read(closeSession(1));

        assertThat(client.events).containsExactly("closing 0", "closed");
        assertThat(client.written())
                .hasSize(2)
                .last()
                .isEqualTo(Close.attachment(CloseCode.NORMAL));
        assertThat(client.writtenBack()).first().isInstanceOf(Ack.class);
    }

    @Test
    void whenThePeerMissedTheLastWordThenItsNewSocketHearsIt() {
        whenBothHaveClosedThenTheSessionIsOverAndItsSocketsEnd();

        client.attach(SocketRole.SEND, LoneEngine.TERMS);

        assertThat(client.port(SocketRole.SEND).finished).isTrue();
        assertThat(client.written()).last().isEqualTo(Close.attachment(CloseCode.NORMAL));
    }

    @Test
    void whenASocketIsLostThenCloseIsResent() {
        client.engine.close(CloseCode.NORMAL);
        client.written();
        client.socket(SocketRole.SEND).closed();

        client.attach(SocketRole.SEND, LoneEngine.TERMS);

        assertThat(client.written(SocketRole.SEND, Close.class)).containsExactly(closeSession(1));
    }

    @Test
    void whenThePeerClosesThenWhatItHasNotAnsweredWasNotAccepted() {
        request(client);
        client.written();

        client.read(closeSession(1));

        told.assertLast().isEqualTo("DRAINING, not processed: the peer closed the session before");
        assertThat(client.written(SocketRole.SEND, Close.class)).containsExactly(closeSession(2));
    }

    @Test
    void whenOnlyTheAcknowledgementOfCloseIsMissingThenTheWindowEndsTheSessionWell() {
        client.read(closeSession(1));
        client.written();
        client.socket(SocketRole.SEND).closed();
        client.socket(SocketRole.RECEIVE).closed();

        client.time.advance(15_000);

        assertThat(client.events).last().isEqualTo("closed");
    }

    @Test
    void whenASessionIsAbortedThenSentAndUnsentAreToldApart() {
        Told unsent = new Told();
        request(client);
        client.written();
        client.engine.request("m", Content.EMPTY, Call.NO_DEADLINE, WhenFull.WAIT, unsent);

        client.engine.abort(CloseCode.ABORTED, new SessionLostException("enough"));

        told.assertLast().isEqualTo("SESSION_LOST: enough");
        unsent.assertLast().isEqualTo("SESSION_LOST, not processed: enough");
        for (SocketRole role : SocketRole.values()) {
            assertThat(client.writtenOn(role)).containsExactly(Close.abort(CloseCode.ABORTED));
        }
    }
}
