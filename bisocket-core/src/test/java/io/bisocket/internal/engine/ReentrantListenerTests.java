package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SessionLostException;
import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.MessageKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners that call the session from within its calls. */
class ReentrantListenerTests {

    private static final Content SOME = Content.of(new byte[100]);

    private final Told told = new Told();
    private final Told other = new Told();

    private static void abort(LoneEngine engine) {
        engine.engine.abort(CloseCode.ABORTED, new SessionLostException("enough"));
    }

    @Test
    void whenAFailedMessageLeadsToAReplyThenThatIsToldItsEnd() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.request(2, 1));
        server.engine.send("m", SOME, WhenFull.WAIT, told);
        told.onEvent = () -> server.calls.get(0).reply(SOME, other);

        abort(server);

        told.assertLast().isEqualTo("SESSION_LOST, not processed: enough");
        assertThat(other.events)
                .containsExactly("SESSION_LOST, not processed: the session has ended");
    }

    @Test
    void whenAFailedCallLeadsToAReplyThenThatIsToldItsEnd() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.request(2, 1));
        server.engine.request("m", SOME, Call.NO_DEADLINE, WhenFull.WAIT, told);
        told.onEvent = () -> server.calls.get(0).reply(SOME, other);

        abort(server);

        assertThat(other.events).hasSize(1);
        other.assertLast().startsWith("SESSION_LOST, not processed");
    }

    @Test
    void whenAListenerEndsTheSessionAsThePeerClosesThenClosedIsItsLastWord() {
        LoneEngine client = LoneEngine.client();
        client.engine.request("m", SOME, Call.NO_DEADLINE, WhenFull.WAIT, told);
        told.onEvent = () -> abort(client);

        client.read(new Close(CloseScope.SESSION, 0, 1));

        assertThat(client.events).containsExactly("lost: enough");
        told.assertLast().isEqualTo("DRAINING, not processed: the peer closed the session before");
    }

    @Test
    void whenAHandlerGivesAnotherItemForEachThatFailsThenCancelComesToAnEnd() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.whole(MessageKind.STREAM, 2, "m", 0, 1));
        InboundCall call = server.calls.get(0);
        int[] given = {0};
        told.onEvent =
                () -> {
                    if (++given[0] < 1000) {
                        call.item(SOME, WhenFull.WAIT, other);
                    }
                };
        other.onEvent = () -> given[0]++;
        call.item(SOME, WhenFull.WAIT, told);
        call.item(SOME, WhenFull.WAIT, told);

        server.readBack(new Cancel(2));

        assertThat(told.events).containsOnly("CANCELLED: the request was cancelled").hasSize(2);
        assertThat(other.events)
                .containsOnly("CANCELLED, not processed: the call has its last answer already");
        assertThat(server.events).containsExactly("call m", "cancelled m");
    }

    @Test
    void whenAListenerEndsTheSessionWhileACallIsCancelledThenItIsToldOnce() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.whole(MessageKind.STREAM, 2, "m", 0, 1));
        server.calls.get(0).item(SOME, WhenFull.WAIT, told);
        told.onEvent = () -> abort(server);

        server.readBack(new Cancel(2));

        assertThat(server.events).containsExactly("call m", "cancelled m", "lost: enough");
    }

    @Test
    void whenAHandlerEndsWhileItsCallIsCancelledThenThereIsOneLastAnswer() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.whole(MessageKind.STREAM, 2, "m", 0, 1));
        InboundCall call = server.calls.get(0);
        call.item(SOME, WhenFull.WAIT, told);
        told.onEvent = call::ended;

        server.readBack(new Cancel(2));

        List<Data> data = server.written(server.dataRole(), Data.class);
        assertThat(data).hasSize(1);
        assertThat(data.get(0).head().kind()).isEqualTo(MessageKind.ERROR);
        assertThat(server.engine.runningHandlers()).isZero();
    }

    @Test
    void whenADroppedSendLeadsToAnotherThenThatGoesBehind() {
        SessionSettings narrow = Settings.maxOutbox(400);
        LoneEngine client = LoneEngine.attached(Side.CLIENT, narrow);
        client.engine.send("1", SOME, WhenFull.DROP_OLDEST, told);
        client.engine.send("2", SOME, WhenFull.DROP_OLDEST, SendListener.NONE);
        told.onEvent =
                () -> {
                    told.onEvent = () -> {};
                    client.engine.send("4", SOME, WhenFull.DROP_OLDEST, SendListener.NONE);
                };

        client.engine.send("3", SOME, WhenFull.DROP_OLDEST, SendListener.NONE);

        assertThat(methods(client)).containsExactly("3", "4");
    }

    private static List<String> methods(LoneEngine engine) {
        return engine.written(engine.dataRole(), Data.class).stream()
                .map(data -> data.head().method())
                .toList();
    }

    @Test
    void whenAnAcknowledgementLeadsToASendThenItGoes() {
        LoneEngine client = LoneEngine.client();
        client.engine.send("1", SOME, WhenFull.WAIT, told);
        client.written();
        told.onEvent = () -> client.engine.send("2", SOME, WhenFull.WAIT, SendListener.NONE);

        client.readBack(Sent.ack(1));

        assertThat(methods(client)).containsExactly("2");
    }

    @Test
    void whenAnAcknowledgementEndsTheSessionThenTheRestIsToldOnce() {
        LoneEngine client = LoneEngine.client();
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(new Told());
            client.engine.send("m", SOME, WhenFull.WAIT, all.get(i));
        }
        client.written();
        all.get(0).onEvent = () -> abort(client);

        client.readBack(Sent.ack(3));

        assertThat(all.get(0).events).containsExactly("acknowledged");
        assertThat(all.get(1).events).containsExactly("SESSION_LOST: enough");
        assertThat(all.get(2).events).containsExactly("SESSION_LOST: enough");
        assertThat(client.engine.outboxBytes()).isNotNegative();
    }

    @Test
    void whenAFailedCallCancelsTheOthersThenEachIsToldOnce() {
        LoneEngine client = LoneEngine.client();
        List<Call> calls = new ArrayList<>();
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Told each = new Told();
            each.onEvent = () -> calls.forEach(Call::cancel);
            all.add(each);
            calls.add(client.engine.request("m", SOME, Call.NO_DEADLINE, WhenFull.WAIT, each));
        }
        client.written();

        abort(client);

        assertThat(all).allSatisfy(each -> assertThat(each.events).hasSize(1));
        assertThat(client.events).containsExactly("lost: enough");
    }

    @Test
    void whenTheHandlerIsStartedAndEndsAtOnceThenTheNextStarts() {
        LoneEngine server = LoneEngine.attached(Side.SERVER, Settings.maxRunning(1));
        server.handler =
                call -> {
                    call.reply(SOME, SendListener.NONE);
                    call.ended();
                };

        server.read(Sent.request(2, 1), Sent.request(4, 2), Sent.request(6, 3));

        assertThat(server.events).containsExactly("call m2", "call m4", "call m6");
        assertThat(server.engine.isBusy()).isTrue();
    }

    @Test
    void whenTheHandlerIsStartedAndEndsTheSessionThenNoOtherStarts() {
        LoneEngine server = LoneEngine.server();
        server.handler = call -> abort(server);

        server.read(Sent.request(2, 1), Sent.request(4, 2));

        assertThat(server.events).containsExactly("call m2", "cancelled m2", "lost: enough");
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void whenADetachedRoleIsDialledAtOnceThenTheNewSocketWorks() {
        LoneEngine client = LoneEngine.client();
        client.onEvent =
                event -> {
                    if (event.startsWith("detached")) {
                        client.attach(SocketRole.SEND, LoneEngine.TERMS);
                    }
                };
        client.engine.send("1", SOME, WhenFull.WAIT, told);
        client.written();

        client.socket(SocketRole.SEND).closed();

        assertThat(methods(client)).containsExactly("1");
    }

    @Test
    void whenClosedIsAskedForWithinTheLastReplyThenTheSessionCloses() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.request(2, 1));
        server.engine.close(CloseCode.SHUTDOWN);
        server.calls.get(0).reply(SOME, told);
        told.onEvent = () -> server.engine.close(CloseCode.SHUTDOWN);
        server.calls.get(0).ended();
        assertThat(server.written(server.dataRole(), Close.class)).hasSize(1);

        server.readBack(Sent.ack(2));
        server.read(new Close(CloseScope.SESSION, 0, 2));

        assertThat(server.events).last().isEqualTo("closed");
    }
}
