package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Algorithms;
import io.bisocket.internal.protocol.CreditClass;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.Grant;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Terms;
import org.junit.jupiter.api.Test;

/** Who may begin a message, and when credit comes back. */
class CreditTests {

    private static final int LARGE = 100_000;
    private static final Grant PLENTY = new Grant(1000, 1L << 40);
    private static final Grant NOTHING = new Grant(0, 0);

    private final Told told = new Told();

    private static LoneEngine attached(Side side, SessionSettings settings, Grants grants) {
        LoneEngine engine = new LoneEngine(side, settings);
        Terms terms = new Terms(0, grants, 16 << 20, 32, Algorithms.NONE);
        engine.attach(SocketRole.SEND, terms);
        engine.attach(SocketRole.RECEIVE, terms);
        return engine;
    }

    private static LoneEngine client(Grant calls) {
        Grants grants = new Grants(calls, PLENTY, PLENTY);
        return attached(Side.CLIENT, SessionSettings.defaults(), grants);
    }

    private void request(LoneEngine engine, int size) {
        engine.engine.request(
                "m", Content.of(new byte[size]), Call.NO_DEADLINE, WhenFull.WAIT, told);
    }

    private static long sent(LoneEngine engine) {
        return engine.written(engine.dataRole(), Data.class).stream().filter(Data::isLast).count();
    }

    private static void grant(LoneEngine engine, long acknowledged, long messages, long bytes) {
        Grant grant = new Grant(messages, bytes);
        engine.readBack(new Ack(acknowledged, new Grants(grant, grant, grant)));
    }

    private static Grant granted(LoneEngine engine, CreditClass creditClass) {
        return engine.engine.parts.in.window(creditClass).granted();
    }

    @Test
    void whenCallsHaveNoCreditThenAnswersGo() {
        LoneEngine server =
                attached(
                        Side.SERVER,
                        SessionSettings.defaults(),
                        new Grants(NOTHING, PLENTY, NOTHING));
        server.handler = call -> call.reply(Content.of(new byte[3]), SendListener.NONE);
        request(server, 3);
        assertThat(sent(server)).isZero();

        server.read(Sent.request(2, 1));

        assertThat(server.written(SocketRole.RECEIVE, Data.class))
                .extracting(data -> data.head().kind())
                .containsExactly(MessageKind.REPLY);
    }

    @Test
    void whenMessagesAreSmallThenTheyTakeNoBytes() {
        LoneEngine client = client(new Grant(2, 0));
        request(client, 3);
        request(client, 3);
        request(client, 3);
        assertThat(sent(client)).isEqualTo(2);

        grant(client, 0, 3, 0);

        assertThat(sent(client)).isEqualTo(1);
    }

    @Test
    void whenAnyCreditIsLeftThenAMessageGoesWhole() {
        LoneEngine client = client(new Grant(10, 1));
        request(client, LARGE);
        request(client, LARGE);
        assertThat(sent(client)).isEqualTo(1);

        grant(client, 1, 10, LARGE);
        assertThat(sent(client)).isZero();
        grant(client, 1, 10, LARGE + 100);
        assertThat(sent(client)).isEqualTo(1);
    }

    @Test
    void whenALargeMessageWaitsForCreditThenSmallOnesPassIt() {
        LoneEngine client = client(new Grant(10, 0));
        request(client, LARGE);
        request(client, 3);

        assertThat(sent(client)).isEqualTo(1);
    }

    @Test
    void whenAGrantIsOlderThanAnotherThenItTakesNothingBack() {
        LoneEngine client = client(new Grant(1, 0));
        grant(client, 0, 3, 0);
        grant(client, 0, 2, 0);
        request(client, 3);
        request(client, 3);
        request(client, 3);

        assertThat(sent(client)).isEqualTo(3);
    }

    @Test
    void whenAMessageIsResentThenItCostsNothing() {
        LoneEngine client = client(new Grant(1, 0));
        request(client, 3);
        assertThat(sent(client)).isEqualTo(1);
        client.socket(SocketRole.SEND).closed();

        client.attach(SocketRole.SEND, LoneEngine.terms(0, new Grant(1, 0)));

        assertThat(sent(client)).isEqualTo(1);
        assertThat(client.engine.parts.ready.window(CreditClass.CALLS).charged())
                .isEqualTo(new Grant(1, 0));
    }

    @Test
    void whenAHandlerStartsThenItsCallsCreditComesBack() {
        LoneEngine server = LoneEngine.attached(Side.SERVER, Settings.maxRunning(1));

        server.read(Sent.request(2, 1), Sent.request(4, 2));
        assertThat(granted(server, CreditClass.CALLS).messages()).isEqualTo(257);

        server.calls.get(0).ended();
        assertThat(granted(server, CreditClass.CALLS).messages()).isEqualTo(258);
    }

    @Test
    void whenAnAnswerIsHandedOverThenItsCreditComesBack() {
        LoneEngine client = client(PLENTY);
        Call call =
                client.engine.request("m", Content.EMPTY, Call.NO_DEADLINE, WhenFull.WAIT, told);
        client.written();

        client.read(Sent.answer(MessageKind.REPLY, call.reference(), 1));

        told.assertLast().isEqualTo("reply of 3 bytes");
        assertThat(granted(client, CreditClass.ANSWERS).messages()).isEqualTo(257);
    }

    @Test
    void whenAnItemIsTakenThenItsCreditComesBackAndNotBefore() {
        LoneEngine client = client(PLENTY);
        Call call = stream(client);

        client.read(Sent.answer(MessageKind.ITEM, call.reference(), 1));
        assertThat(granted(client, CreditClass.ITEMS).messages()).isEqualTo(256);

        told.items.get(0).release();
        told.items.get(0).release();
        assertThat(granted(client, CreditClass.ITEMS).messages()).isEqualTo(257);
    }

    @Test
    void whenMoreMessagesComeThanWereGrantedThenTheSessionEnds() {
        LoneEngine client = LoneEngine.attached(Side.CLIENT, Settings.window(2, 1 << 20));
        Call call = stream(client);
        for (int i = 1; i <= 3; i++) {
            client.read(Sent.answer(MessageKind.ITEM, call.reference(), i));
        }

        assertThat(client.end).hasMessage("messages of class ITEMS must be at most 2 but was 3");
    }

    @Test
    void whenBytesGoFarBeyondTheGrantThenTheSessionEnds() {
        LoneEngine client = LoneEngine.attached(Side.CLIENT, Settings.window(100, 1));
        Call call = stream(client);

        client.read(Sent.first(0, Sent.head(MessageKind.ITEM, call.reference(), "", 16 << 20), 9));
        assertThat(client.end).isNull();
        client.read(Sent.first(1, Sent.head(MessageKind.ITEM, call.reference(), "", 16 << 20), 9));

        assertThat(client.end).hasMessageStartingWith("bytes of class ITEMS must be less than ");
    }

    @Test
    void whenASocketIsLostThenWhatCameInPartIsNotCounted() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.first(0, Sent.head(MessageKind.REQUEST, 2, "m", LARGE), 9));
        server.socket(SocketRole.SEND).closed();

        assertThat(server.engine.parts.in.window(CreditClass.CALLS).begun())
                .isEqualTo(new Grant(0, 0));
    }

    private Call stream(LoneEngine client) {
        Call call =
                client.engine.stream("m", Content.EMPTY, Call.NO_DEADLINE, 10, WhenFull.WAIT, told);
        client.written();
        return call;
    }
}
