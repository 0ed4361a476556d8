package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How either side of a native connection hears that the other waits no longer. */
@Timeout(60)
class DeadlineSymmetryTests extends EitherSideTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheCallerCancelsTheHandlerIsTold(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);
        CompletableFuture<byte[]> reply = peer.requestAsync("hang", new byte[0]);
        await().until(() -> seen.get() != null);

        reply.cancel(false);

        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get().isCancelled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheCallerHasADeadlineTheHandlerKnowsWhatIsLeft(boolean serverAsks) {
        Peer peer = peer(serverAsks);

        assertThat(peer.method("left").timeout(Duration.ofSeconds(40)).retrieve(long.class))
                .isBetween(20L, 40L);
        assertThat(peer.method("left").retrieve(long.class)).isBetween(10L, 30L);
        assertThat(peer.request("left", new byte[0], Duration.ofDays(1))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheDeadlinePassesBothSidesKnow(boolean serverAsks) throws Exception {
        Peer peer = peer(serverAsks);

        assertThatThrownBy(() -> peer.request("hang", new byte[0], Duration.ofMillis(300)))
                .isInstanceOf(RequestTimeoutException.class);

        assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
        // The request has travelled, so its handler's deadline is later than its caller's.
        await().untilAsserted(() -> assertThat(seen.get().timeLeft()).contains(Duration.ZERO));
    }
}
