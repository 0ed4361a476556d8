package io.bisocket.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.WhenFull;
import io.bisocket.internal.protocol.Ping;
import org.junit.jupiter.api.Test;

class SlowConsumerWatchTests {

    private static final long LIMIT = 30_000;

    private final VirtualTime time = new VirtualTime();
    private boolean outstanding;
    private int slow;
    private final SlowConsumerWatch watch =
            new SlowConsumerWatch(new Agenda(time), LIMIT, () -> outstanding, () -> slow++);

    private void send() {
        outstanding = true;
        watch.sent();
    }

    private void acknowledged(boolean all) {
        outstanding = !all;
        watch.progress();
    }

    @Test
    void whenNothingIsAcknowledgedForTheLimitThenThePeerIsSlow() {
        send();

        time.advance(LIMIT - 1);
        assertThat(slow).isZero();

        time.advance(1);
        assertThat(slow).isEqualTo(1);
    }

    @Test
    void whenMoreIsSentThenThatDoesNotProlongIt() {
        send();
        time.advance(LIMIT / 2);
        send();

        time.advance(LIMIT / 2);

        assertThat(slow).isEqualTo(1);
    }

    @Test
    void whenSomethingIsAcknowledgedThenTheLimitBeginsAnew() {
        send();
        time.advance(LIMIT - 1);
        acknowledged(false);

        time.advance(LIMIT - 1);
        assertThat(slow).isZero();

        time.advance(1);
        assertThat(slow).isEqualTo(1);
    }

    @Test
    void whenAllWasAcknowledgedThenTheLimitBeginsWithTheNextMessage() {
        send();
        time.advance(20);
        acknowledged(true);
        time.advance(LIMIT - 21);
        send();

        time.advance(LIMIT - 1);
        assertThat(slow).isZero();

        time.advance(1);
        assertThat(slow).isEqualTo(1);
    }

    @Test
    void whenTheSocketIsLostThenItsTimeDoesNotCount() {
        send();
        time.advance(LIMIT / 2);
        outstanding = false;
        time.advance(LIMIT);
        assertThat(slow).isZero();

        outstanding = true;
        watch.progress();
        time.advance(LIMIT - 1);
        assertThat(slow).isZero();
        time.advance(1);
        assertThat(slow).isEqualTo(1);
    }

    @Test
    void whenAPeerIsQuietBetweenTwoMessagesThenItIsNotSlow() {
        LoneEngine client = LoneEngine.client();
        client.engine.send("m", Content.EMPTY, WhenFull.WAIT, SendListener.NONE);
        client.written();
        client.time.advance(20);
        client.readBack(Sent.ack(1));
        for (int i = 0; i < 5; i++) {
            client.time.advance(5_990);
            client.readBack(new Ping(i));
            client.read(new Ping(i));
        }
        client.engine.send("m", Content.EMPTY, WhenFull.WAIT, SendListener.NONE);
        client.written();

        client.time.advance(60);

        assertThat(client.end).isNull();
    }

    @Test
    void whenThePeerIsSlowThenTheErrorNamesTheSetting() {
        LoneEngine client = LoneEngine.client();
        client.engine.send("m", Content.EMPTY, WhenFull.WAIT, SendListener.NONE);
        client.written();
        for (int i = 0; i < 6; i++) {
            client.readBack(new Ping(i));
            client.read(new Ping(i));
            client.time.advance(5_000);
        }

        assertThat(client.end)
                .hasMessage("the peer acknowledged nothing for 30000 ms (write-timeout)");
    }
}
