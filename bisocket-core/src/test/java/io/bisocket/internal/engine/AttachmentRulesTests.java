package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ack;
import io.bisocket.internal.protocol.Close;
import io.bisocket.internal.protocol.CloseCode;
import io.bisocket.internal.protocol.CloseScope;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.FrameCodec;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.Ping;
import io.bisocket.internal.protocol.Terms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sockets that come and go. */
class AttachmentRulesTests {

    private static final int WINDOW = 15_000;

    private final LoneEngine server = LoneEngine.server();
    private final LoneEngine client = LoneEngine.client();
    private final Told told = new Told();

    /** Lets time pass with a peer that answers. */
    private static void pass(LoneEngine engine, SocketRole attached, int millis) {
        for (int i = 0; i < millis; i += 1_000) {
            engine.time.advance(1_000);
            if (engine.engine.attachments().isAttached(attached)) {
                engine.socket(attached).received(record());
            }
        }
    }

    private static ByteBuf record() {
        ByteBuf record = Unpooled.buffer();
        FrameCodec.write(new Ping(1), record);
        return record;
    }

    @Test
    void whenANumberIsNotNewerThenItIsRefusedAndNothingChanges() {
        assertThat(server.engine.attachments().admit(SocketRole.SEND, 1)).isFalse();
        assertThat(server.port(SocketRole.SEND).finished).isFalse();
        assertThat(server.engine.attachments().isAttached(SocketRole.SEND)).isTrue();
    }

    @Test
    void whenANewerSocketIsAdmittedThenTheOldOneIsToldAndCountsNoMore() {
        Attachment old = server.socket(SocketRole.SEND);
        assertThat(server.engine.attachments().admit(SocketRole.SEND, 7)).isTrue();

        assertThat(server.port(SocketRole.SEND).finished).isTrue();
        assertThat(server.writtenOn(SocketRole.SEND)).hasSize(2).first().isInstanceOf(Ack.class);
        ByteBuf record = Unpooled.buffer();
        FrameCodec.write(Sent.request(2, 1), record);
        old.received(record);
        assertThat(server.calls).isEmpty();
    }

    @Test
    void whenANewerAttemptHasBeenMadeThenTheOlderOneIsNotAttached() {
        assertThat(server.engine.attachments().admit(SocketRole.SEND, 7)).isTrue();
        assertThat(server.engine.attachments().admit(SocketRole.SEND, 8)).isTrue();

        assertThat(
                        server.engine
                                .attachments()
                                .attach(
                                        SocketRole.SEND,
                                        7,
                                        LoneEngine.TERMS,
                                        new LoneEngine.FakePort()))
                .isEmpty();
    }

    @Test
    void whenASideStatesItsTermsThenOnlyTheReceiverOfDataSpeaksOfWhatItHas() {
        server.read(Sent.request(2, 1));

        Terms receiver = server.attach(SocketRole.SEND, LoneEngine.TERMS);
        Terms sender = server.attach(SocketRole.RECEIVE, LoneEngine.TERMS);

        assertThat(receiver.lastReceived()).isEqualTo(1);
        assertThat(receiver.grants().calls().messages()).isEqualTo(257);
        assertThat(sender.lastReceived()).isZero();
        assertThat(sender.grants()).isEqualTo(Grants.NONE);
    }

    @Test
    void whenOneRoleIsMissingThenNoDataGoesOrMayCome() {
        LoneEngine half = new LoneEngine(Side.CLIENT, SessionSettings.defaults());
        half.attach(SocketRole.SEND, LoneEngine.TERMS);
        half.engine.send("m", Content.EMPTY, WhenFull.WAIT, told);
        assertThat(half.written()).isEmpty();

        half.attach(SocketRole.RECEIVE, LoneEngine.TERMS);
        assertThat(half.written(SocketRole.SEND, Data.class)).hasSize(1);

        LoneEngine other = new LoneEngine(Side.SERVER, SessionSettings.defaults());
        other.attach(SocketRole.SEND, LoneEngine.TERMS);
        other.read(Sent.request(2, 1));
        assertThat(other.end).hasMessage("DATA must not come before both sockets are attached");
    }

    @Test
    void whenASocketDoesNotComeBackThenTheSessionIsLost() {
        Call call =
                client.engine.request("m", Content.EMPTY, Call.NO_DEADLINE, WhenFull.WAIT, told);
        client.written();
        client.socket(SocketRole.SEND).closed();
        assertThat(client.events).containsExactly("detached SEND");

        pass(client, SocketRole.RECEIVE, WINDOW - 1_000);
        assertThat(client.end).isNull();
        pass(client, SocketRole.RECEIVE, 1_000);

        String why = "the SEND socket did not come back within 15000 ms (resume-window)";
        assertThat(client.end).hasMessage(why);
        told.assertLast().isEqualTo("SESSION_LOST: " + why);
        assertThat(call.reference()).isPositive();
    }

    @Test
    void whenASocketComesBackInTimeThenItsWindowIsOver() {
        client.socket(SocketRole.SEND).closed();
        pass(client, SocketRole.RECEIVE, WINDOW - 1_000);

        client.attach(SocketRole.SEND, LoneEngine.TERMS);
        for (int i = 0; i < 10; i++) {
            client.read(new Ping(i));
            client.readBack(new Ping(i));
            client.time.advance(10_000);
        }

        assertThat(client.end).isNull();
    }

    @Test
    void whenASessionNeverHasBothSocketsThenItIsLost() {
        LoneEngine half = new LoneEngine(Side.SERVER, SessionSettings.defaults());
        half.attach(SocketRole.SEND, LoneEngine.TERMS);

        pass(half, SocketRole.SEND, WINDOW);

        assertThat(half.end).hasMessageStartingWith("the RECEIVE socket did not come back");
    }

    @Test
    void whenThePeerSaysThatItDoesNotKnowTheSessionThenItIsLostAtOnce() {
        client.socket(SocketRole.SEND).closed();

        client.engine.sessionUnknown();

        assertThat(client.end).hasMessage("the peer no longer knows the session");
    }

    @Test
    void whenThePeerEndsASocketThenTheSessionGoesOn() {
        client.readBack(Close.attachment(CloseCode.NORMAL));

        assertThat(client.port(SocketRole.SEND).aborted).isTrue();
        assertThat(client.events).containsExactly("detached SEND");
        assertThat(client.engine.isOver()).isFalse();
    }

    @Test
    void whenThePeerEndsTheSessionThenAllIsLost() {
        client.engine.request("m", Content.EMPTY, Call.NO_DEADLINE, WhenFull.WAIT, told);
        client.written();

        client.readBack(new Close(CloseScope.ABORT, CloseCode.KEY_REVOKED.number(), 0));

        told.assertLast().isEqualTo("SESSION_LOST: the peer ended the session: KEY_REVOKED");
        assertThat(List.of(SocketRole.values()))
                .allMatch(role -> client.port(role).finished)
                .noneMatch(role -> client.engine.attachments().isAttached(role));
    }
}
