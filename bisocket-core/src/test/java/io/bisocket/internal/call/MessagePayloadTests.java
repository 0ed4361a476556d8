package io.bisocket.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.RequestId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Values, text and bytes as payloads, in both directions. */
class MessagePayloadTests extends LoneCallerTest {

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

    /** No mapper knows how to write it. */
    static final class Unwritable {

        public Object getSelf() {
            return this;
        }
    }
}
