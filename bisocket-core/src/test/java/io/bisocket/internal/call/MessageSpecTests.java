package io.bisocket.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketException;
import io.bisocket.BiSocketMetrics;
import io.bisocket.ErrorCode;
import io.bisocket.MessageSpec;
import io.bisocket.NotConnectedException;
import io.bisocket.RequestId;
import io.bisocket.RequestTimeoutException;
import io.bisocket.WhenFull;
import io.bisocket.internal.dispatch.FakePeer;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageSpecTests {

    private static final Duration DEFAULT = Duration.ofSeconds(30);

    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, "callback"));
    private final FakeLink link = new FakeLink();
    private final Caller caller = caller(null);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

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
    void whenAValueIsThePayloadTheCodecConvertsItBothWays() {
        CompletableFuture<List<?>> reply =
                caller.method("sum")
                        .payload(List.of(1, 2))
                        .retrieveAsync(List.class)
                        .thenApply(list -> (List<?>) list);
        link.asked().get(0).answer("[3]");

        assertThat(link.asked().get(0).message().payload()).asString(UTF_8).isEqualTo("[1,2]");
        assertThat(reply).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of(3));
    }

    @Test
    void whenThePayloadIsTextOrBytesItStandsAsItIs() {
        for (Object hello :
                List.of(
                        "hello",
                        "hello".getBytes(UTF_8),
                        ByteBuffer.wrap("hello".getBytes(UTF_8)))) {
            caller.method("say").payload(hello).sendAsync();
        }
        caller.method("say").payload("hello").sendAsync();

        assertThat(link.sent())
                .hasSize(4)
                .allSatisfy(
                        sent ->
                                assertThat(sent.message().payload())
                                        .asString(UTF_8)
                                        .isEqualTo("hello"));
    }

    @Test
    void whenTextOrBytesAreExpectedTheReplyStandsAsItIs() {
        assertThat(replied("hello", String.class)).isEqualTo("hello");
        assertThat(replied("", String.class)).isEqualTo("");
        assertThat(this.<byte[]>replied("hello", byte[].class)).asString(UTF_8).isEqualTo("hello");
        assertThat(replied("hello", ByteBuffer.class))
                .isEqualTo(ByteBuffer.wrap("hello".getBytes(UTF_8)));
    }

    @Test
    void whenTheReplyHoldsNoValueTheErrorNamesTheMethodAndTheRemedy() {
        for (String reply : List.of("", "null")) {
            assertThatThrownBy(() -> replied(reply, Integer.class))
                    .isInstanceOfSatisfying(
                            BiSocketException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_PAYLOAD))
                    .hasMessage(
                            "the reply to 'ask' is %s, and holds no java.lang.Integer;"
                                    + " retrieveOptional is for methods that may reply with"
                                    + " nothing",
                            reply.isEmpty() ? "empty" : reply);
        }
    }

    @Test
    void whenTheReplyMayBeMissingItIsAnOptional() {
        assertThat(optional("")).isEmpty();
        assertThat(optional("null")).isEmpty();
        assertThat(optional("7")).contains(7);
        assertThatThrownBy(() -> optional("seven"))
                .hasMessageStartingWith(
                        "the reply to 'ask' cannot be read: the payload of 5 bytes");
    }

    @Test
    void whenTheReplyCannotBeReadTheErrorNamesTheMethodAndThisEnd() {
        assertThatThrownBy(() -> replied("seven", Integer.class))
                .hasMessageStartingWith(
                        "the reply to 'ask' cannot be read: the payload of 5 bytes is not a"
                                + " java.lang.Integer in JSON: ");
    }

    @Test
    void whenNothingIsExpectedAnyReplyWillDo() {
        assertThat(caller.method("ask").retrieveAsync(Void.class)).isNotDone();
        link.asked().get(0).answer("whatever");

        assertThat(replied("", Void.class)).isNull();
    }

    @Test
    void whenAnItemHoldsNothingItsStreamFails() {
        Recorder<Integer> items = new Recorder<>(3);
        caller.method("list").stream(Integer.class).subscribe(items);
        await().until(() -> !link.streams().isEmpty());
        link.streams().get(0).item("1");
        link.streams().get(0).item("null");
        link.streams().get(0).end();

        assertThat(items.awaitEnd())
                .hasMessage(
                        "an item of the stream of 'list' is null, and holds no java.lang.Integer");
        assertThat(link.streams().get(0).isCancelled()).isTrue();
    }

    private <T> T replied(String reply, Class<T> type) {
        return joined(caller.method("ask").retrieveAsync(type), reply);
    }

    private Optional<Integer> optional(String reply) {
        return joined(caller.method("ask").retrieveOptionalAsync(Integer.class), reply);
    }

    private <T> T joined(CompletableFuture<T> future, String reply) {
        link.asked().get(link.asked().size() - 1).answer(reply);
        try {
            return future.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
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
    void whenAValueCannotBeWrittenTheFutureSaysSo() {
        CompletableFuture<RequestId> sent =
                caller.method("say").payload(new Unwritable()).sendAsync();

        assertThat(sent)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        BiSocketException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_PAYLOAD));
        assertThat(link.sent()).isEmpty();
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

    private Caller caller(@Nullable WhenFull sendWhenFull) {
        return new Caller(
                new FakePeer("native"),
                () -> link,
                method -> {},
                new JsonPayloadCodec(),
                new Callbacks(threads),
                DEFAULT,
                sendWhenFull,
                List.of(),
                BiSocketMetrics.none());
    }

    /** No mapper knows how to write it. */
    static final class Unwritable {

        public Object getSelf() {
            return this;
        }
    }
}
