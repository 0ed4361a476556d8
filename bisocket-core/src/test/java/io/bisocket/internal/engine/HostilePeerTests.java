package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Algorithms;
import io.bisocket.internal.protocol.Cancel;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Demand;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.Frame;
import io.bisocket.internal.protocol.Grant;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.Headers;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Slice;
import io.bisocket.internal.protocol.Terms;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer might do that no engine of ours does. */
class HostilePeerTests {

    private static final int LARGE = 100_000;

    private final Told told = new Told();

    private Call requestOf(LoneEngine client) {
        Call call =
                client.engine.request(
                        "m", Content.of(new byte[3]), Call.NO_DEADLINE, WhenFull.WAIT, told);
        client.written();
        return call;
    }

    private static void assertLost(LoneEngine engine, String why) {
        assertThat(engine.events).last().asString().isEqualTo("lost: " + why);
        Close last = engine.written(engine.dataRole(), Close.class).get(0);
        assertThat(last).isEqualTo(new Close(CloseScope.ABORT, 1, 0));
    }

    @Test
    void whenAnErrorIsMalformedThenItsCallIsToldThatTheSessionIsLost() {
        LoneEngine client = LoneEngine.client();
        Call call = requestOf(client);

        client.read(Sent.answer(MessageKind.ERROR, call.reference(), 1));

        assertLost(client, "failure: type length must have 1 bytes but has 0");
        told.assertLast().startsWith("SESSION_LOST: failure");
    }

    @Test
    void whenAnErrorIsCompressedThenItsCallIsToldThatTheSessionIsLost() {
        LoneEngine client = LoneEngine.client();
        Call call = requestOf(client);
        Data plain = Sent.answer(MessageKind.ERROR, call.reference(), 1);
        DataHead packed =
                new DataHead(
                        MessageKind.ERROR,
                        call.reference(),
                        DataHead.NO_TIMEOUT,
                        0,
                        "",
                        Headers.NONE,
                        1,
                        9,
                        3);

        client.read(new Data(0, packed, 1, false, plain.part()));

        assertLost(client, "the compression of a failure must be 0 but was 1");
        told.assertLast().startsWith("SESSION_LOST: ");
    }

    @Test
    void whenAMessageBreaksTheRulesThenItsMemoryIsGivenBack() {
        List<Data> bad =
                List.of(
                        Sent.last(0, LARGE / 2, 7), // a gap
                        Sent.last(0, LARGE / 2 + 1, 1), // too much
                        Sent.last(0, LARGE / 2 - 1, 1)); // too little
        for (Data last : bad) {
            LoneEngine server = LoneEngine.server();
            server.read(first(0, MessageKind.REQUEST, 2));
            assertThat(server.budget.used()).isPositive();

            server.read(last);

            assertThat(server.end).isNotNull();
            assertThat(server.budget.used()).isZero();
        }
    }

    @Test
    void whenACallTakesALiveReferenceThenItsMemoryIsGivenBack() {
        LoneEngine server = LoneEngine.server();
        server.read(Sent.request(2, 1));

        server.read(first(0, MessageKind.REQUEST, 2), Sent.last(0, LARGE / 2, 2));

        assertLost(server, "the reference of a call must be new but was 2");
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void whenASlotIsTakenTwiceThenItsMemoryIsGivenBack() {
        LoneEngine server = LoneEngine.server();

        server.read(first(0, MessageKind.REQUEST, 2), first(0, MessageKind.REQUEST, 4));

        assertLost(server, "the slot of a first fragment must be free but was 0");
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void whenAReportHasNoSendThenItsMemoryIsGivenBack() {
        LoneEngine server = LoneEngine.server();
        Call call = requestOf(server);

        server.read(first(0, MessageKind.REPORT, call.reference()), Sent.last(0, LARGE / 2, 1));

        assertLost(server, "the reference of a REPORT must be that of a SEND but was 2");
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void whenAMalformedReportIsLargeThenItsMemoryIsGivenBack() {
        LoneEngine server = LoneEngine.server();
        server.engine.send("m", Content.EMPTY, WhenFull.WAIT, told);

        server.read(first(0, MessageKind.REPORT, 1), Sent.last(0, LARGE / 2, 1));

        assertThat(server.end).hasMessageStartingWith("failure: must end after its last field");
        assertThat(server.budget.used()).isZero();
    }

    private static Data first(int slot, MessageKind kind, long reference) {
        return Sent.first(slot, Sent.head(kind, reference, "m", LARGE), LARGE / 2);
    }

    @Test
    void whenALargeMessageIsAnnouncedThenMemoryIsTakenOnlyForWhatHasCome() {
        LoneEngine server = LoneEngine.server();

        server.read(Sent.first(0, Sent.head(MessageKind.REQUEST, 2, "m", 16 << 20), 100));

        assertThat(server.budget.used()).isLessThan(1000);
    }

    @Test
    void whenMoreOfALargeMessageComesThenMemoryIsTakenForNoMoreThan64TimesOfIt() {
        LoneEngine server = LoneEngine.server();
        DataHead head = Sent.head(MessageKind.REQUEST, 2, "m", 16 << 20);
        server.read(Sent.first(0, head, 10_000));
        assertThat(server.budget.used()).isBetween(10_000L, 11_000L);

        server.read(Sent.next(0, 10_000));
        assertThat(server.budget.used()).isBetween(64 * 10_000L, 64 * 10_000L + 1000);

        for (int part = 3; part <= 65; part++) {
            server.read(Sent.next(0, 10_000));
        }
        assertThat(server.budget.used()).isBetween(16L << 20, (16L << 20) + 1000);
    }

    @Test
    void whenThePeerAcceptsNextToNothingThenAFailureIsToldNevertheless() {
        LoneEngine server = new LoneEngine(Side.SERVER, SessionSettings.defaults());
        Grant grant = LoneEngine.grant(10, 1 << 20);
        Terms narrow = new Terms(0, new Grants(grant, grant, grant), 1, 1, Algorithms.NONE);
        server.attach(SocketRole.SEND, narrow);
        server.attach(SocketRole.RECEIVE, narrow);
        server.read(Sent.request(2, 1));

        assertThatCode(() -> server.calls.get(0).reply(Content.of(new byte[2]), told))
                .doesNotThrowAnyException();

        told.assertLast()
                .isEqualTo(
                        "PAYLOAD_TOO_LARGE, not processed: a message of 2 bytes is over the peer's"
                                + " limit of 1 bytes (max-message-size)");
        Data error = server.written(server.dataRole(), Data.class).get(0);
        assertThat(error.head().kind()).isEqualTo(MessageKind.ERROR);
        assertThat(FailureCodec.decode(error.part().toBytes()).message())
                .startsWith("a message of 2 bytes is over the peer's limit");
    }

    @Test
    void whenThisSideAcceptsNextToNothingThenAFailureMayStillCome() {
        LoneEngine client = LoneEngine.attached(Side.CLIENT, Settings.maxMessageSize(1));
        Call call = requestOf(client);
        Failure failure = new Failure(33, false, "T", "x".repeat(8192), "y".repeat(49_152));
        byte[] bytes = FailureCodec.encode(failure);

        client.read(
                Sent.first(
                        0,
                        Sent.head(MessageKind.ERROR, call.reference(), "", bytes.length),
                        50_000));
        client.read(Sent.last(0, bytes.length - 50_000, 1));

        assertThat(client.end).hasMessageStartingWith("failure: "); // zeros, but all of them
    }

    @Test
    void whenAnItemComesForAStreamThatIsNotSentThenTheSessionEnds() {
        LoneEngine client = LoneEngine.client();
        client.engine.stream("m", Content.EMPTY, Call.NO_DEADLINE, 10, WhenFull.WAIT, told);

        client.read(Sent.answer(MessageKind.ITEM, 2, 1));

        assertLost(client, "an answer must follow its request, which is not sent yet");
        assertThat(told.items).isEmpty();
    }

    @Test
    void whenCancelIsRepeatedForACallThatWaitsThenItCounts() {
        LoneEngine server = LoneEngine.server();
        for (int i = 1; i <= 258; i++) {
            server.read(Sent.request(2L * i, i));
        }
        Frame[] cancels = new Frame[ControlBudget.CAPACITY];
        Arrays.fill(cancels, new Cancel(2 * 258));

        server.readBack(cancels);
        server.readBack(cancels);

        assertLost(
                server,
                "control frames that change nothing must be at most 100 a second but was more");
    }

    @Test
    void whenAcknowledgementsAreLateThenTheyAreTolerated() {
        LoneEngine client = LoneEngine.client();
        int sends = 10_000;
        for (int i = 0; i < sends; i++) {
            client.engine.send("m", Content.EMPTY, WhenFull.WAIT, told);
        }
        client.written();

        // The peer acknowledged each at once, but all that was held up by one lost packet; the
        // last acknowledgement came first, along with data on the other socket.
        client.read(Sent.ack(sends));
        for (int i = 1; i <= sends; i++) {
            client.readBack(Sent.ack(i));
        }

        assertThat(client.events).isEmpty();
    }

    @Test
    void whenThePeerRepeatsItselfOnANewSocketThenThatIsTolerated() {
        LoneEngine server = LoneEngine.server();
        int streams = 3000;
        server.handler =
                call -> {
                    call.item(Content.of(new byte[1]), WhenFull.WAIT, SendListener.NONE);
                    call.ended();
                };
        for (int i = 1; i <= streams; i++) {
            server.read(Sent.whole(MessageKind.STREAM, 2L * i, "m", 0, i));
        }
        server.written();

        server.attach(server.dataRole(), LoneEngine.TERMS);
        for (int i = 1; i <= streams; i++) {
            server.readBack(new Demand(2L * i, 10));
        }

        assertThat(server.end).isNull();
    }

    @Test
    void whenAcknowledgementsSayNothingThenTheSessionEnds() {
        LoneEngine client = LoneEngine.client();
        for (int i = 0; i <= ControlBudget.CAPACITY; i++) {
            client.readBack(Sent.ack(0));
        }

        assertLost(
                client,
                "control frames that change nothing must be at most 100 a second but was more");
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
    void whenTheAcknowledgedSequenceWasNeverSentThenTheSessionEnds() {
        LoneEngine client = LoneEngine.client();

        client.readBack(new Ack(1, Grants.NONE));

        assertLost(client, "acknowledged sequence must be at most 0 but was 1");
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
