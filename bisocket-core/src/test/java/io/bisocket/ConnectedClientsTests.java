package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that a server addresses one by one, and what it refuses. */
@Timeout(60)
class ConnectedClientsTests extends ServedClientsTest {

    @Test
    void whenAClientIsAddressedByItsIdItAnswers() {
        BiSocketServer server = start(server());
        UUID id = connect(server, "anna").id();

        ClientTarget client = server.client(id);

        assertThat(client.isConnected()).isTrue();
        assertThat(client.id()).isEqualTo(id);
        assertThat(client.dialect()).isEqualTo("native");
        assertThat(client.session()).get().extracting(ClientSession::id).isEqualTo(id);
        assertThat(client.method("name").retrieve()).asString().isEqualTo("anna");
        assertThat(client.method("name").payload("you").retrieve(String.class)).isEqualTo("anna");
        client.method("alert").payload("fire").send();
        await().until(() -> heard.contains("anna: fire"));
    }

    @Test
    void whenAClientIsNotThereItIsSaid() {
        UUID nobody = UUID.randomUUID();
        ClientTarget client = start(server()).client(nobody);

        assertThat(client.isConnected()).isFalse();
        assertThat(client.session()).isEmpty();
        assertThatThrownBy(client::dialect).isInstanceOf(NotConnectedException.class);
        assertThatThrownBy(() -> client.method("alert").send())
                .isInstanceOf(NotConnectedException.class)
                .hasMessage("client %s is not connected".formatted(nobody));
        assertThat(client.method("name").retrieveAsync()).isNotNull();
    }

    @Test
    void whenAClientComesBackItsAddressIsTheSame() {
        BiSocketServer server = start(server());
        BiSocketClient first = connect(server, "anna");
        ClientTarget client = server.client(first.id());
        first.close();
        await().until(() -> !client.isConnected());

        connect(server, "anna again", first.id());

        assertThat(client.method("name").retrieve()).asString().isEqualTo("anna again");
    }

    @Test
    void whenNamesOrPoliciesCannotWorkItIsSaid() {
        BiSocketServer server =
                start(server().limits(Limits.builder().maxSessionGroups(2).build()));
        UUID anna = connect(server, "anna").id();

        assertThatThrownBy(() -> server.group(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name of a group must not be blank");
        assertThatThrownBy(() -> session(server, anna).join("x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("have at most 255 characters, but had 256");
        assertThatThrownBy(() -> server.all().method("alert").whenFull(WhenFull.WAIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a message to many must not wait for one of them");
        assertThatThrownBy(() -> server.all().method(""))
                .isInstanceOf(IllegalArgumentException.class);
        server.group("a").join(anna);
        server.group("b").join(anna);
        assertThatThrownBy(() -> server.group("c").join(anna))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "client %s cannot join group 'c': a session is in at most 2".formatted(anna)
                                + " (max-session-groups)");
        assertThat(server.group("c").count()).isZero();
    }

    @Test
    void whenThereIsNoServerThereAreNoClients() {
        ConnectedClients none = ConnectedClients.none();

        assertThat(none.all().count()).isZero();
        assertThat(none.group("eu").join(UUID.randomUUID())).isFalse();
        assertThat(none.all().method("alert").payload("x").send().join().accepted()).isZero();
        assertThat(none.client(UUID.randomUUID()).isConnected()).isFalse();
    }
}
