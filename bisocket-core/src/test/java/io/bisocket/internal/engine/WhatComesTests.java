package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.SocketRole;
import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Data;
import io.bisocket.internal.protocol.MessageKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Large messages and small ones: what a socket is told of them, and how long records are. */
class WhatComesTests {

    private static final int RECORD = SessionSettings.defaults().recordSize();

    private final LoneEngine server = LoneEngine.server();
    private final LoneEngine client = LoneEngine.client();
    private final Told told = new Told();

    private LoneEngine.FakePort port() {
        return server.port(SocketRole.SEND);
    }

    private void request(int size) {
        client.engine.request(
                "m", Content.of(new byte[size]), Call.NO_DEADLINE, WhenFull.WAIT, told);
    }

    private int nextRecord() {
        ByteBuf record = Unpooled.buffer();
        client.socket(SocketRole.SEND).fill(record);
        return record.readableBytes();
    }

    @Test
    void whenAMessageIsWholeThenItsSocketIsToldOfASmallOne() {
        server.read(Sent.request(2, 1));

        assertThat(port().small).isEqualTo(1);
        assertThat(port().largeBytes).isZero();
    }

    @Test
    void whenAMessageComesInPartsThenItsSocketIsToldOfEach() {
        server.read(
                Sent.first(0, Sent.head(MessageKind.REQUEST, 2, "m", 60_000), 20_000),
                Sent.next(0, 30_000),
                Sent.last(0, 10_000, 1));

        assertThat(port().small).isZero();
        assertThat(port().largeBytes).isEqualTo(60_000);
        assertThat(server.calls).hasSize(1);
    }

    @Test
    void whenSmallOnesFollowEachOtherThenItsSocketIsToldOfTheFirstAlone() {
        server.read(Sent.request(2, 1), Sent.request(4, 2));
        assertThat(port().small).isEqualTo(1);

        server.read(
                Sent.first(0, Sent.head(MessageKind.REQUEST, 6, "m", 60_000), 50_000),
                Sent.request(8, 3),
                Sent.request(10, 4),
                Sent.last(0, 10_000, 5));
        assertThat(port().small).isEqualTo(2);
        server.read(Sent.request(12, 6));
        assertThat(port().small).isEqualTo(3);
    }

    @Test
    void whenOnlyALargeMessageWaitsThenRecordsAreThreeTimesAsLong() {
        request(10 * RECORD);

        assertThat(nextRecord()).isEqualTo(3 * RECORD);
    }

    @Test
    void whenASmallOneWaitsTooThenTheyShareARecordOfTheUsualLength() {
        request(10 * RECORD);
        request(RECORD / 2);
        request(RECORD / 2);

        assertThat(nextRecord()).isBetween(RECORD / 2, RECORD);
    }

    @Test
    void whenOnlySmallOnesWaitThenRecordsHaveTheUsualLength() {
        for (int i = 0; i < 100; i++) {
            request(RECORD / 20);
        }

        assertThat(nextRecord()).isBetween(RECORD / 2, RECORD);
        assertThat(client.written(SocketRole.SEND, Data.class)).isNotEmpty();
    }
}
