package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.MessageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What memory a peer can have taken. */
class HostileMemoryTests extends HostilePeerTest {

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

    @Test
    void whenALargeMessageIsAnnouncedThenMemoryIsTakenOnlyForWhatHasCome() {
        LoneEngine server = LoneEngine.server();

        server.read(Sent.first(0, Sent.head(MessageKind.REQUEST, 2, "m", 16 << 20), 100));

        assertThat(server.budget.used()).isLessThan(1000);
    }

    @Test
    void whenHalfOfALargeMessageHasComeThenMemoryIsTakenForAllOfIt() {
        LoneEngine less = LoneEngine.server();
        less.read(Sent.first(0, Sent.head(MessageKind.REQUEST, 2, "m", 100_000), 49_999));
        assertThat(less.budget.used()).isBetween(49_999L, 51_000L);

        LoneEngine half = LoneEngine.server();
        half.read(Sent.first(0, Sent.head(MessageKind.REQUEST, 2, "m", 100_000), 50_000));
        assertThat(half.budget.used()).isBetween(100_000L, 101_000L);
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
}
