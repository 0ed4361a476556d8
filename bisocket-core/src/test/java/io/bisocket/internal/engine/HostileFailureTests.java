package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.Algorithms;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.DataHead;
import io.bisocket.internal.protocol.Failure;
import io.bisocket.internal.protocol.FailureCodec;
import io.bisocket.internal.protocol.Grant;
import io.bisocket.internal.protocol.Grants;
import io.bisocket.internal.protocol.Headers;
import io.bisocket.internal.protocol.MessageKind;
import io.bisocket.internal.protocol.Terms;
import org.junit.jupiter.api.Test;

/** Failures that a peer reports badly, or leaves no room for. */
class HostileFailureTests extends HostilePeerTest {

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
}
