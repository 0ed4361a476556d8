package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Demand;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.Grant;
import io.bisocket.internal.protocol.Headers;
import io.bisocket.internal.protocol.MessageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deadlines, cancellation, streams, and when handlers start. */
class RequestRulesTests {

    private final LoneEngine client = LoneEngine.client();
    private final LoneEngine server = LoneEngine.server();
    private final Told told = new Told();

    private Call request(LoneEngine engine, long patience) {
        return engine.engine.request(
                "m", Content.EMPTY, engine.time.now() + patience, WhenFull.WAIT, told);
    }

    private static Data requestWithin(long millis, long reference, long sequence) {
        DataHead head =
                new DataHead(
                        MessageKind.REQUEST,
                        reference,
                        millis,
                        0,
                        "m" + reference,
                        Headers.NONE,
                        0,
                        3,
                        3);
        return new Data(0, head, sequence, false, Sent.part(3));
    }

    private static List<String> answers(LoneEngine server) {
        return server.written(SocketRole.RECEIVE, Data.class).stream()
                .map(data -> text(data.head().kind(), data))
                .toList();
    }

    private static String text(MessageKind kind, Data data) {
        return kind == MessageKind.ERROR
                ? Told.text(FailureCodec.decode(data.part().toBytes()))
                : kind.toString();
    }

    @Test
    void whenARequestHasWaitedThenItStatesTheTimeThatIsLeft() {
        LoneEngine poor = new LoneEngine(Side.CLIENT, SessionSettings.defaults());
        poor.attach(SocketRole.SEND, LoneEngine.terms(0, new Grant(0, 0)));
        poor.attach(SocketRole.RECEIVE, LoneEngine.TERMS);
        request(poor, 5_000);
        poor.time.advance(1_000);

        poor.readBack(Sent.ack(0));

        assertThat(poor.written(SocketRole.SEND, Data.class))
                .extracting(data -> data.head().timeoutMillis())
                .containsExactly(4_000L);
    }

    @Test
    void whenNoTimeIsLeftThenNoHandlerStarts() {
        server.read(requestWithin(0, 2, 1));

        assertThat(server.calls).isEmpty();
        assertThat(answers(server))
                .containsExactly(
                        "TIMEOUT, not processed: the deadline passed before the handler started");
    }

    @Test
    void whenADeadlinePassesInTheQueueThenItsHandlerDoesNotStart() {
        LoneEngine busy = LoneEngine.attached(Side.SERVER, Settings.maxRunning(1));
        busy.read(Sent.request(2, 1), requestWithin(100, 4, 2), Sent.request(6, 3));
        busy.time.advance(101);

        busy.calls.get(0).ended();

        assertThat(busy.events).containsExactly("call m2", "call m6");
        assertThat(answers(busy))
                .containsExactly(
                        "REPLY",
                        "TIMEOUT, not processed: the deadline passed before the handler started");
    }

    @Test
    void whenNoAnswerComesThenTheDeadlineEndsTheRequestAndThePeerIsTold() {
        Call call = request(client, 1_000);
        client.written();
        client.readBack(Sent.ack(1));

        client.time.advance(1_000);

        told.assertLast().isEqualTo("TIMEOUT: no answer came before the deadline");
        assertThat(client.written(SocketRole.RECEIVE, Cancel.class))
                .containsExactly(new Cancel(call.reference()));
    }

    @Test
    void whenTheDeadlinePassesUnsentThenTheRequestWasNotProcessed() {
        request(client, 1_000);

        client.time.advance(1_000);

        told.assertLast()
                .isEqualTo(
                        "TIMEOUT, not processed: the deadline passed before the request was sent");
        assertThat(client.written(SocketRole.SEND, Data.class)).isEmpty();
    }

    @Test
    void whenTheDeadlinePassesWhileASocketIsMissingThenTheOutcomeIsUnknown() {
        request(client, 1_000);
        client.written();
        client.socket(SocketRole.RECEIVE).closed();

        client.time.advance(1_000);

        told.assertLast()
                .isEqualTo("SESSION_LOST: the deadline passed while the connection was down");
    }

    @Test
    void whenAHandlerEndsWithoutAnAnswerThenItGivesAnEmptyOne() {
        server.read(Sent.request(2, 1), Sent.whole(MessageKind.STREAM, 4, "s", 3, 2));

        server.calls.forEach(InboundCall::ended);
        server.calls.forEach(InboundCall::ended);

        assertThat(answers(server)).containsExactly("REPLY", "END");
        assertThat(server.engine.isInboundIdle()).isTrue();
    }

    @Test
    void whenARequestIsCancelledThenItsHandlerIsToldAndItsAnswerComesTooLate() {
        server.read(Sent.request(2, 1));
        server.readBack(new Cancel(2));
        assertThat(server.events).containsExactly("call m2", "cancelled m2");

        server.calls.get(0).reply(Content.EMPTY, told);

        told.assertLast()
                .isEqualTo("CANCELLED, not processed: the call has its last answer already");
        assertThat(answers(server)).containsExactly("CANCELLED: the request was cancelled");
    }

    @Test
    void whenACallIsCancelledInTheQueueThenItsHandlerNeverStarts() {
        LoneEngine busy = LoneEngine.attached(Side.SERVER, Settings.maxRunning(1));
        busy.read(Sent.request(2, 1), Sent.request(4, 2));

        busy.readBack(new Cancel(4));
        busy.calls.get(0).ended();

        assertThat(busy.events).containsExactly("call m2");
    }

    @Test
    void whenDemandIsToldThenItIsATotalThatOnlyGrows() {
        server.read(Sent.whole(MessageKind.STREAM, 2, "s", 3, 1));
        InboundCall call = server.calls.get(0);

        server.readBack(new Demand(2, 12), new Demand(2, 11));

        assertThat(call.demand()).isEqualTo(12);
        for (int i = 0; i < 12; i++) {
            call.item(Content.EMPTY, WhenFull.FAIL, told);
        }
        assertThatThrownBy(() -> call.item(Content.EMPTY, WhenFull.FAIL, told))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a STREAM must not exceed its demand");
    }

    @Test
    void whenMoreItemsComeThanWereAskedForThenTheSessionEnds() {
        Call call =
                client.engine.stream("s", Content.EMPTY, Call.NO_DEADLINE, 1, WhenFull.WAIT, told);
        client.written();

        client.read(Sent.answer(MessageKind.ITEM, call.reference(), 1));
        client.read(Sent.answer(MessageKind.ITEM, call.reference(), 2));

        assertThat(client.end).hasMessage("items of a stream must be at most 1 but was more");
    }

    @Test
    void whenAnswersPileUpThenNoHandlerStartsUntilThePeerHasReadThem() {
        server.read(Sent.request(2, 1));
        server.calls.get(0).reply(Content.of(new byte[5 << 20]), told);
        server.calls.get(0).ended();
        server.written();

        server.read(Sent.request(4, 2));
        assertThat(server.events).containsExactly("call m2");

        server.readBack(Sent.ack(1));
        assertThat(server.events).containsExactly("call m2", "call m4");
    }
}
