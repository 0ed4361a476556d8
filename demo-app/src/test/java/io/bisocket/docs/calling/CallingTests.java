package io.bisocket.docs.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.RemoteHandlerException;
import io.bisocket.docs.Order;
import io.bisocket.docs.Receipt;
import io.bisocket.docs.serving.ServingApplication;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The interface of the documentation, called by one application and implemented by another. */
class CallingTests {

    private static ConfigurableApplicationContext serving;
    private static ConfigurableApplicationContext calling;

    @BeforeAll
    static void start() {
        serving =
                start(
                        ServingApplication.class,
                        "--bisocket.server.port=0",
                        "--bisocket.client.enabled=false");
        calling =
                start(
                        CallingApplication.class,
                        "--bisocket.client.host=127.0.0.1",
                        "--bisocket.client.port=" + server().port());
    }

    @AfterAll
    static void stop() {
        calling.close();
        serving.close();
    }

    @Test
    void whenAMethodIsCalledThenTheOtherApplicationAnswers() {
        assertThat(calling.getBean(Desk.class).pay(new Order("tea", 2)))
                .isEqualTo(new Receipt("tea", 6));
        OrderService orders = calling.getBean(OrderService.class);
        assertThat(orders.find("tea")).contains(new Receipt("tea", 3));
        assertThat(orders.find("coffee")).isEmpty();
        assertThat(orders.quote(new Order("tea", 3), Duration.ofSeconds(20)))
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(new Receipt("tea", 9));
        try (Stream<Receipt> history = orders.history("tea")) {
            assertThat(history.mapToInt(Receipt::total)).containsExactly(3, 6, 9);
        }
        assertThatExceptionOfType(RemoteHandlerException.class)
                .isThrownBy(() -> orders.cancel("coffee"))
                .withMessageContaining("nobody has ordered coffee");
    }

    @Test
    void whenTheServerAsksThenTheClientsHandlerAnswers() {
        BiSocketClient client = calling.getBean(BiSocketClient.class);
        assertThat(
                        server().client(client.id())
                                .method("sensor.read")
                                .payload("heat")
                                .retrieve(Integer.class))
                .isEqualTo(4);
        assertThat(calling.getBeanNamesForType(BiSocketServer.class)).isEmpty();
    }

    private static BiSocketServer server() {
        return serving.getBean(BiSocketServer.class);
    }

    private static ConfigurableApplicationContext start(Class<?> application, String... arguments) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }
}
