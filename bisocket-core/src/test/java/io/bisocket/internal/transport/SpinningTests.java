package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.CryptoKey;
import io.bisocket.HandlerOptions;
import io.bisocket.RequestTimeoutException;
import io.bisocket.Transport;
import io.netty.channel.SelectStrategy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SpinningTests {

    private static final CryptoKey KEY =
            CryptoKey.of("8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d");

    private static final Duration LONG = Duration.ofSeconds(1);

    private final SpinningPlaces places = new SpinningPlaces(1, 0);
    private long passed;

    @Test
    void whenSomethingIsThereThenItIsTaken() throws Exception {
        Spinning loop = loop(LONG);

        assertThat(loop.calculateStrategy(() -> 3, false)).isEqualTo(3);
        assertThat(loop.calculateStrategy(() -> 0, true)).isZero();
    }

    @Test
    void whenNothingIsThereThenItLooksAgain() throws Exception {
        Spinning loop = loop(LONG);

        assertThat(look(loop, 0)).isEqualTo(SelectStrategy.CONTINUE);
        assertThat(look(loop, 1)).isEqualTo(SelectStrategy.CONTINUE);
    }

    @Test
    void whenNothingHasComeForSoLongThenItSleeps() throws Exception {
        Spinning loop = loop(Duration.ofNanos(20_000));

        assertThat(look(loop, 0)).isEqualTo(SelectStrategy.CONTINUE);
        assertThat(look(loop, 19)).isEqualTo(SelectStrategy.CONTINUE);
        assertThat(look(loop, 1)).isEqualTo(SelectStrategy.SELECT);
        assertThat(look(loop, 0)).isEqualTo(SelectStrategy.CONTINUE);
    }

    @Test
    void whenItWasStoppedWhileItLookedThenItSleepsForAWhile() throws Exception {
        Spinning loop = loop(LONG);
        look(loop, 0);

        assertThat(look(loop, 501)).isEqualTo(SelectStrategy.SELECT);
        assertThat(look(loop, 49_999)).isEqualTo(SelectStrategy.SELECT);
        assertThat(look(loop(LONG), 0)).as("another loop").isEqualTo(SelectStrategy.CONTINUE);
    }

    @Test
    void whenThatIsOverThenItLooksAgain() throws Exception {
        Spinning loop = loop(LONG);
        look(loop, 0);
        look(loop, 501);

        assertThat(look(loop, 50_000)).isEqualTo(SelectStrategy.CONTINUE);
    }

    @Test
    void whenAnotherLoopHasThePlaceThenThisOneSleepsUntilItIsFree() throws Exception {
        Spinning first = loop(LONG);
        Spinning second = loop(LONG);

        assertThat(look(first, 0)).isEqualTo(SelectStrategy.CONTINUE);
        assertThat(look(second, 1)).isEqualTo(SelectStrategy.SELECT);
        assertThat(first.calculateStrategy(() -> 1, false)).isEqualTo(1);
        assertThat(look(second, 1)).isEqualTo(SelectStrategy.CONTINUE);
        assertThat(look(first, 1)).isEqualTo(SelectStrategy.SELECT);
    }

    @Test
    void whenALoopWithAPlaceEndsThenThePlaceIsFreeAfterItsTime() {
        assertThat(places.take(0, 10)).isZero();
        assertThat(places.take(9, 20)).isNegative();
        assertThat(places.take(10, 20)).isZero();
    }

    @Test
    void whenAPlaceIsGivenBackTooLateThenTheNextOneKeepsIt() {
        places.take(0, 10);
        places.take(10, 20);

        places.give(0, 10, 11);

        assertThat(places.take(12, 30)).isNegative();
    }

    private Spinning loop(Duration longest) {
        return new Spinning(longest, places, () -> passed);
    }

    /** Finds nothing, so many microseconds later. */
    private int look(Spinning loop, long micros) throws Exception {
        passed += 1000 * micros;
        return loop.calculateStrategy(() -> 0, false);
    }

    @Test
    void whenLoopsWaitAlikeThenTheyAreShared() {
        assertThat(Transport.tcp(Duration.ofMillis(2)))
                .isEqualTo(Transport.tcp(Duration.ofMillis(2)));
        assertThat(Transport.tcp(Duration.ZERO)).isSameAs(Transport.tcp());
        assertThat(Transport.tcp(Duration.ofMillis(2)))
                .isNotEqualTo(Transport.tcp())
                .hasToString("TCP, spinning for PT0.002S");
    }

    @Test
    void whenTheDurationIsOutOfItsBoundsThenTheErrorSaysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.tcp(Duration.ofSeconds(2)))
                .withMessage("event loops may spin for 0 to 1 s but were to for PT2S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.tcp(Duration.ofNanos(-1)))
                .withMessageContaining("PT-0.000000001S");
    }

    @Test
    void whenLoopsSpinThenCallsAreAnsweredAndTimersRun() {
        Transport spinning = Transport.tcp(Duration.ofMillis(1));
        CompletableFuture<Void> late = new CompletableFuture<>();
        try (BiSocketServer server =
                        BiSocketServer.builder()
                                .address("127.0.0.1")
                                .port(0)
                                .key(KEY)
                                .transport(spinning)
                                .handler(
                                        "echo",
                                        request -> request.reply(request.bytes()),
                                        HandlerOptions.defaults().onEventLoop())
                                .asyncHandler("hang", request -> late)
                                .start();
                BiSocketClient client =
                        BiSocketClient.builder()
                                .address("127.0.0.1", server.port())
                                .key(KEY)
                                .transport(spinning)
                                .connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.request("echo", new byte[] {(byte) i})).containsExactly((byte) i);
            }
            assertThatThrownBy(() -> client.request("hang", new byte[0], Duration.ofMillis(50)))
                    .isInstanceOf(RequestTimeoutException.class);
            late.complete(null);
        }
    }
}
