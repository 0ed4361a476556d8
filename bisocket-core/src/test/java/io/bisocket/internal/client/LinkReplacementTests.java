package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketException;
import io.bisocket.CallKind;
import io.bisocket.ConnectionLostException;
import io.bisocket.NotConnectedException;
import io.bisocket.Reconnect;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.FakeCall;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.StreamListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A link that is to take the place of another. */
class LinkReplacementTests extends LoneConnectionTest {

    @Test
    void whenReplacedNewCallsGoToTheSuccessorAndTheOldLinkEndsWithItsOwn() {
        FakeLink old = connect();
        CompletableFuture<Incoming> reply = request();

        connection.replace();
        FakeLink successor = attempts.succeed(1);
        request();

        assertThat(old.asked()).hasSize(1);
        assertThat(successor.asked()).hasSize(1);
        old.callsHaveEnded();
        settle();
        assertThat(old.isEndingCalls()).isTrue();
        assertThat(old.isClosing()).isFalse();
        old.asked().get(0).answer("late");
        assertThat(reply).isCompleted();
        await().until(old::isClosing);
        attempts.close(0, null);
        assertThat(events.told).containsExactly("connected");
        assertThat(links.isConnected()).isTrue();
    }

    @Test
    void whenTheOldLinkHasAStreamItWaitsForItsEnd() {
        FakeLink old = connect();
        links.link().stream(MESSAGE, LONG, WhenFull.FAIL, new Quiet());
        links.link().stream(MESSAGE, LONG, WhenFull.FAIL, new Quiet()).cancel();
        connection.replace();
        attempts.succeed(1);
        old.callsHaveEnded();
        settle();
        assertThat(old.isClosing()).isFalse();

        old.streams().get(0).end();

        await().until(old::isClosing);
    }

    @Test
    void whenTheServerHasCallsUnderWayOnTheOldLinkTheyEndFirst() {
        FakeLink old = connect();
        CompletableFuture<Void> handled = new CompletableFuture<>();
        events.handler = request -> handled;
        loop.submit(() -> attempts.listeners.get(0).onCall(new FakeCall(CallKind.REQUEST, "m", "")))
                .syncUninterruptibly();
        connection.replace();
        attempts.succeed(1);
        old.callsHaveEnded();
        settle();
        assertThat(old.isClosing()).isFalse();

        handled.complete(null);

        await().until(old::isClosing);
    }

    @Test
    void whenTheSuccessorFailsTheOldLinkStaysAndItIsTriedAgain() {
        connection = connection(Reconnect.backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
        FakeLink old = connect();

        connection.replace();
        attempts.fail(1);
        attempts.fail(2);
        request();

        assertThat(old.asked()).hasSize(1);
        assertThat(links.lastError()).isNull();
        FakeLink successor = attempts.succeed(3);
        request();
        assertThat(successor.asked()).hasSize(1);
        assertThat(events.told).containsExactly("connected");
    }

    @Test
    void whenTheOldLinkIsLostMeanwhileTheAttemptIsOneToComeBack() {
        connection = connection(Reconnect.backoff(Duration.ofDays(1), Duration.ofDays(1)));
        connect();
        connection.replace();
        attempts.await(1);

        attempts.close(0, new ConnectionLostException("cut"));
        assertThat(links.isConnected()).isFalse();
        assertThatThrownBy(links::link).isInstanceOf(NotConnectedException.class);
        attempts.succeed(1);

        assertThat(events.told).containsExactly("connected", "lost: cut", "connected");
        assertThat(attempts.listeners).hasSize(2);
    }

    @Test
    void whenTheAttemptUnderWayIsTooOldTheOneAfterItCounts() {
        connection = connection(Reconnect.backoff(Duration.ofMillis(1), Duration.ofMillis(2)));
        connection.start();
        attempts.await(0);

        CompletableFuture<Void> replaced = connection.replace();
        attempts.fail(0);
        assertThat(replaced).isNotDone();
        attempts.succeed(1);

        assertThat(replaced).succeedsWithin(Duration.ofSeconds(20));
        settle();
        assertThat(attempts.listeners).hasSize(2);
    }

    @Test
    void whenTheLinkIsLostForGoodThereIsNothingToReplace() {
        connection = connection(new Reconnect(false, Duration.ofDays(1), Duration.ofDays(1)));
        connect();
        CompletableFuture<Void> replaced = connection.replace();
        attempts.fail(1);
        assertThat(replaced).isNotDone();

        attempts.close(0, new ConnectionLostException("cut"));

        assertThat(replaced).succeedsWithin(Duration.ofSeconds(20));
        assertThat(attempts.listeners).hasSize(2);
    }

    @Test
    void whenThereIsNoConnectionNothingIsReplaced() {
        connection.replace();
        settle();

        assertThat(attempts.listeners).isEmpty();
    }

    private static final class Quiet implements StreamListener {

        @Override
        public void onItem(Incoming item) {}

        @Override
        public void onEnd() {}

        @Override
        public void onFailed(BiSocketException failure) {}
    }
}
