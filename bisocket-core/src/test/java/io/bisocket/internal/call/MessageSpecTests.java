package io.bisocket.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketMetrics;
import io.bisocket.MessageSpec;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestTimeoutException;
import io.bisocket.WhenFull;
import io.bisocket.internal.dispatch.FakePeer;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class MessageSpecTests extends LoneCallerTest {

    @Test
    void whenNothingIsSaidThePayloadIsEmptyAndTheTimeoutTheDefault() {
        caller.method("ask").retrieveAsync();

        FakeLink.Asked asked = link.asked().get(0);
        assertThat(asked.message().method()).isEqualTo("ask");
        assertThat(asked.message().payload()).isEmpty();
        assertThat(asked.message().headers()).isEmpty();
        assertThat(asked.timeout()).isEqualTo(DEFAULT);
    }

    @Test
    void whenEverythingIsSaidTheLinkGetsItAll() {
        caller.method("ask")
                .header("first", "1")
                .header("second", "2")
                .header("first", "one")
                .payload("text")
                .timeout(Duration.ofMillis(5))
                .whenFull(WhenFull.DROP_OLDEST)
                .retrieveAsync();

        FakeLink.Asked asked = link.asked().get(0);
        assertThat(asked.message().headers())
                .containsExactly(Map.entry("first", "one"), Map.entry("second", "2"));
        assertThat(asked.message().payload()).asString(UTF_8).isEqualTo("text");
        assertThat(asked.timeout()).isEqualTo(Duration.ofMillis(5));
        assertThat(asked.whenFull()).isEqualTo(WhenFull.DROP_OLDEST);
    }

    @Test
    void whenNobodyWaitsTheArrayMayBeChangedAfterwards() {
        byte[] payload = {1};
        caller.method("say").payload(payload).sendAsync();
        caller.method("ask").payload(payload).retrieveAsync();
        Flow.Publisher<byte[]> stream = caller.method("list").payload(payload).stream();

        payload[0] = 2;

        stream.subscribe(new Recorder<>(0));
        await().until(() -> !link.streams().isEmpty());
        assertThat(link.sent().get(0).message().payload()).containsExactly(1);
        assertThat(link.asked().get(0).message().payload()).containsExactly(1);
        assertThat(link.streams().get(0).message().payload()).containsExactly(1);
    }

    @Test
    void whenPoliciesAreLeftOutWhoWaitsWaitsAndOthersFail() {
        caller.method("say").sendAsync();
        caller.method("ask").retrieveAsync();
        CompletableFuture.runAsync(() -> caller.method("say").send(), threads);
        CompletableFuture.runAsync(() -> caller.method("ask").retrieve(), threads);

        await().until(() -> link.sent().size() == 2 && link.asked().size() == 2);
        assertThat(link.sent())
                .extracting(FakeLink.Sent::whenFull)
                .containsExactly(WhenFull.FAIL, WhenFull.WAIT);
        assertThat(link.asked())
                .extracting(FakeLink.Asked::whenFull)
                .containsExactly(WhenFull.FAIL, WhenFull.WAIT);
    }

    @Test
    void whenTheCallerHasAPolicyForSendsItHoldsUnlessTheMessageSaysOtherwise() {
        Caller pushing = caller(WhenFull.DISCONNECT);

        pushing.method("say").sendAsync();
        pushing.method("say").whenFull(WhenFull.FAIL).sendAsync();
        pushing.method("ask").retrieveAsync();

        assertThat(link.sent())
                .extracting(FakeLink.Sent::whenFull)
                .containsExactly(WhenFull.DISCONNECT, WhenFull.FAIL);
        assertThat(link.asked().get(0).whenFull()).isEqualTo(WhenFull.FAIL);
    }

    @Test
    void whenTheReplyComesItIsUnpackedOnTheCallersSideAlone() {
        CompletableFuture<byte[]> async = caller.method("ask").retrieveAsync();
        FakeLink.Item reply = new FakeLink.Item("there");
        link.asked().get(0).reply().complete(reply);

        assertThat(async).succeedsWithin(Duration.ofSeconds(20));
        assertThat(reply.readers()).containsExactly("callback");
    }

    @Test
    void whenTheCallFailsTheWaitingThreadIsThrownTheSame() {
        CompletableFuture<byte[]> reply =
                CompletableFuture.supplyAsync(() -> caller.method("ask").retrieve(), threads);
        await().until(() -> !link.asked().isEmpty());

        link.asked().get(0).reply().completeExceptionally(new RequestTimeoutException("too late"));

        assertThat(reply)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RequestTimeoutException.class)
                .withMessage("too late");
    }

    @Test
    void whenTheFutureIsCancelledTheRequestIs() {
        CompletableFuture<byte[]> reply = caller.method("ask").retrieveAsync();

        reply.cancel(false);

        assertThat(link.asked().get(0).reply()).isCancelled();
    }

    @Test
    void whenThereIsNoConnectionFuturesFailAndThreadsAreThrown() {
        Caller lonely =
                new Caller(
                        new FakePeer("native"),
                        () -> {
                            throw new NotConnectedException("nobody there", null);
                        },
                        method -> {},
                        new JsonPayloadCodec(),
                        new Callbacks(threads),
                        DEFAULT,
                        null,
                        List.of(),
                        BiSocketMetrics.none());
        Recorder<byte[]> stream = new Recorder<>(1);

        lonely.method("list").stream().subscribe(stream);

        assertThat(lonely.method("say").sendAsync())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NotConnectedException.class);
        assertThatThrownBy(() -> lonely.method("say").send())
                .isInstanceOf(NotConnectedException.class)
                .hasMessage("nobody there");
        assertThat(stream.awaitEnd()).isInstanceOf(NotConnectedException.class);
    }

    @Test
    void whenSettingsMakeNoSenseTheyAreRefused() {
        MessageSpec message = caller.method("ask");

        assertThatThrownBy(() -> message.timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request's timeout must be more than zero but was PT0S");
        assertThatThrownBy(() -> message.timeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> caller.method(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a method name must not be empty");
    }

    @Test
    void whenAStreamHasNoTimeoutItHasNone() {
        caller.method("list").stream().subscribe(new Recorder<>(1));
        caller.method("list").timeout(DEFAULT).stream(String.class).subscribe(new Recorder<>(1));

        await().until(() -> link.streams().size() == 2);
        assertThat(link.streams())
                .extracting(FakeLink.Streaming::timeout)
                .containsExactlyInAnyOrder(Duration.ZERO, DEFAULT);
    }
}
