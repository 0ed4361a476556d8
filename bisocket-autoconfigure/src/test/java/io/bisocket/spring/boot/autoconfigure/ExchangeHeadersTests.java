package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.InvalidExchangeException;
import io.bisocket.spring.exchange.ExchangeProxyFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;

/** Parameters of calls that are headers. */
class ExchangeHeadersTests {

    @BiSocketExchange
    interface Traced {

        String named(@Header("trace") @Nullable String trace);

        String byParameter(String payload, @Header int count);

        String defaulted(@Header(name = "trace", defaultValue = "none") @Nullable String trace);

        String optional(@Header(name = "trace", required = false) @Nullable String trace);

        String all(@Headers Map<String, ?> headers);
    }

    @BiSocketExchange
    interface Misshapen {

        String all(@Headers List<String> headers);
    }

    private static BiSocketServer server;
    private static BiSocketClient client;
    private static Traced traced;

    @BeforeAll
    static void start() {
        server =
                BiSocketServer.builder()
                        .address("127.0.0.1")
                        .port(0)
                        .handler("*", request -> request.reply(request.headers().toString()))
                        .start();
        client = BiSocketClient.builder().address("127.0.0.1", server.port()).connect();
        traced = new ExchangeProxyFactory(text -> text).create(Traced.class, client);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void whenAParameterIsAHeaderThenTheMessageHasIt() {
        assertThat(traced.named("42")).isEqualTo("{trace=42}");
        assertThat(traced.byParameter("x", 7)).isEqualTo("{count=7}");
        assertThat(traced.defaulted("42")).isEqualTo("{trace=42}");
        assertThat(traced.defaulted(null)).isEqualTo("{trace=none}");
        assertThat(traced.optional(null)).isEqualTo("{}");
    }

    @Test
    void whenAParameterHoldsAllHeadersThenTheMessageHasThem() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("trace", 42);
        headers.put("to", "all");

        assertThat(traced.all(headers)).isEqualTo("{trace=42, to=all}");
    }

    @Test
    void whenARequiredHeaderIsNullThenItIsNamed() {
        assertThatThrownBy(() -> traced.named(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the header 'trace' is required, and was null");
    }

    @Test
    void whenHeadersAreNoMapThenTheParameterIsNamed() {
        assertThatExceptionOfType(InvalidExchangeException.class)
                .isThrownBy(
                        () ->
                                new ExchangeProxyFactory(text -> text)
                                        .create(Misshapen.class, client))
                .withMessageEndingWith(
                        "cannot be called: parameter 1 (java.util.List<java.lang.String>) must be a"
                                + " Map");
    }
}
