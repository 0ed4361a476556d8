package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.exchange.ExchangeProxyFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** What methods return that are calls, where a handler replies with nothing or with null. */
class EmptyRepliesTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    record Receipt(int price) {}

    @NullUnmarked
    interface Unmarked {

        Receipt unsaid();
    }

    @BiSocketExchange
    interface Shop extends Unmarked {

        @Nullable Receipt nullable();

        Receipt required();

        int number();

        Optional<Receipt> optional();

        String text();

        byte[] bytes();

        void nothing();

        CompletableFuture<Receipt> later();

        CompletableFuture<Optional<Receipt>> optionalLater();

        CompletableFuture<String> textLater();

        CompletableFuture<Void> done();

        Mono<Receipt> mono();

        Mono<String> textMono();

        Stream<Receipt> stream();
    }

    private BiSocketServer server;
    private BiSocketClient client;

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private Shop shopThatReplies(String reply) {
        server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .handler(
                                "*",
                                request -> {
                                    if (!reply.isEmpty()) {
                                        request.reply(reply);
                                    }
                                })
                        .start();
        client = BiSocketClient.builder().address("127.0.0.1", server.port()).connect();
        return new ExchangeProxyFactory(text -> text).create(Shop.class, client);
    }

    @ParameterizedTest
    @CsvSource({"'',empty", "null,null"})
    void whenThereIsNoReplyThenThatIsWhatMethodsReturnThatCanSaySo(String reply, String what) {
        Shop shop = shopThatReplies(reply);

        assertThat(shop.unsaid()).isNull();
        assertThat(shop.nullable()).isNull();
        assertThat(shop.optional()).isEmpty();
        assertThat(shop.later()).succeedsWithin(SOON).isNull();
        assertThat(shop.optionalLater()).succeedsWithin(SOON).isEqualTo(Optional.empty());
        assertThat(shop.done()).succeedsWithin(SOON).isNull();
        assertThat(shop.mono().block(SOON)).isNull();
        shop.nothing();
        assertThatThrownBy(shop::required)
                .hasMessageStartingWith(
                        "the reply to 'required' is %s, and holds no %s"
                                .formatted(what, Receipt.class.getName()));
    }

    @Test
    void whenTextOrBytesAreExpectedThenThereIsAlwaysSome() {
        Shop shop = shopThatReplies("");

        assertThat(shop.text()).isEmpty();
        assertThat(shop.bytes()).isEmpty();
        assertThat(shop.textLater()).succeedsWithin(SOON).isEqualTo("");
        assertThat(shop.textMono().block(SOON)).isEmpty();
        assertThatThrownBy(shop::number)
                .hasMessageStartingWith("the reply to 'number' is empty, and holds no int");
    }

    @Test
    void whenAnItemOfAStreamHoldsNullThenTheStreamFails() {
        Shop shop = shopThatReplies("null");

        try (Stream<Receipt> receipts = shop.stream()) {
            assertThatThrownBy(receipts::toList)
                    .hasMessage(
                            "an item of the stream of 'stream' is null, and holds no "
                                    + Receipt.class.getName());
        }
    }

    @Test
    void whenAReplyCannotBeReadThenTheErrorSaysAtWhichEnd() {
        Shop shop = shopThatReplies("soon");

        for (Runnable call :
                List.<Runnable>of(shop::unsaid, shop::optional, () -> shop.mono().block(SOON))) {
            assertThatThrownBy(call::run)
                    .hasMessageMatching(
                            "the reply to '\\w+' cannot be read: the payload of 4 bytes is not a"
                                    + " (?s).*");
        }
    }
}
