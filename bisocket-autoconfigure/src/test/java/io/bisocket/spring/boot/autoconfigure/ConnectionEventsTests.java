package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientListener;
import io.bisocket.ClientSession;
import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKey;
import io.bisocket.SocketRole;
import io.bisocket.spring.ConnectionEvent;
import io.bisocket.spring.ConnectionFailedEvent;
import io.bisocket.spring.ConnectionLostEvent;
import io.bisocket.spring.ConnectionOpenedEvent;
import io.bisocket.spring.SessionReplacedEvent;
import io.bisocket.spring.SocketLostEvent;
import io.bisocket.spring.SocketResumedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

/** What applications are told of the connections of their clients. */
class ConnectionEventsTests {

    static class Told {

        final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

        @EventListener
        void told(ConnectionEvent event) {
            events.add(event);
        }

        <T extends ConnectionEvent> T await(Class<T> type, int count) {
            Awaitility.await().until(() -> all(type).size() >= count);
            return all(type).get(count - 1);
        }

        <T extends ConnectionEvent> List<T> all(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    @Test
    void whenAClientFailsConnectsAndLosesItsConnectionThereAreEvents() {
        int down = TestProperties.closedPort();
        try (BiSocketServer server = server()) {
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BiSocketAutoConfiguration.class,
                                    BiSocketClientAutoConfiguration.class))
                    .withPropertyValues(TestProperties.NEUTRAL)
                    .withPropertyValues(
                            "bisocket.clients.stock.addresses=127.0.0.1:%d,127.0.0.1:%d"
                                    .formatted(down, server.port()))
                    .withBean(Told.class)
                    .run(
                            context -> {
                                Told told = context.getBean(Told.class);
                                ConnectionFailedEvent failed =
                                        told.await(ConnectionFailedEvent.class, 1);
                                assertThat(failed.server().getPort()).isEqualTo(down);
                                assertThat(failed.cause())
                                        .isInstanceOf(ConnectionLostException.class);
                                ConnectionOpenedEvent opened =
                                        told.await(ConnectionOpenedEvent.class, 1);
                                assertThat(opened.isAgain()).isFalse();
                                assertThat(opened.clientName()).isEqualTo("stock");
                                assertThat(opened.client())
                                        .isSameAs(context.getBean(BiSocketClient.class));

                                await().until(() -> !server.clients().isEmpty());
                                server.clients().forEach(ClientSession::disconnect);
                                assertThat(told.events.get(0)).isSameAs(failed);
                                await().until(
                                                () ->
                                                        told.all(ConnectionOpenedEvent.class).size()
                                                                        == 2
                                                                || !told.all(
                                                                                SessionReplacedEvent
                                                                                        .class)
                                                                        .isEmpty());
                            });
        }
    }

    @Test
    void whenTheCoreTellsSomethingItIsPublished() {
        List<ConnectionEvent> events = new ArrayList<>();
        try (BiSocketClient client = BiSocketClient.builder().build()) {
            ClientListener listener = new ConnectionEvents(client, "default", events::add);
            listener.connected(client);
            listener.socketLost(client, SocketRole.SEND);
            listener.socketResumed(client, SocketRole.SEND);
            listener.sessionReplaced(client);
            listener.connectionLost(client, new ConnectionLostException("cut"));
            listener.connected(client);
        }

        assertThat(events)
                .extracting(event -> (Object) event.getClass())
                .containsExactly(
                        ConnectionOpenedEvent.class,
                        SocketLostEvent.class,
                        SocketResumedEvent.class,
                        SessionReplacedEvent.class,
                        ConnectionLostEvent.class,
                        ConnectionOpenedEvent.class);
        assertThat(((SocketLostEvent) events.get(1)).role()).isEqualTo(SocketRole.SEND);
        assertThat(((SocketResumedEvent) events.get(2)).role()).isEqualTo(SocketRole.SEND);
        assertThat(((ConnectionLostEvent) events.get(4)).cause()).hasMessage("cut");
        assertThat(((ConnectionOpenedEvent) events.get(5)).isAgain()).isTrue();
    }

    private static BiSocketServer server() {
        return BiSocketServer.builder()
                .address("127.0.0.1")
                .port(0)
                .key(CryptoKey.builtIn())
                .start();
    }
}
