package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that a server addresses in groups. */
@Timeout(60)
class ClientGroupTests extends ServedClientsTest {

    @Test
    void whenClientsJoinAGroupMessagesToItReachThemAlone() {
        BiSocketServer server = start(server());
        UUID anna = connect(server, "anna").id();
        BiSocketClient ben = connect(server, "ben");
        connect(server, "carl");
        ClientGroup eu = server.group("eu");

        assertThat(eu.join(anna)).isTrue();
        assertThat(eu.join(anna)).isTrue();
        assertThat(ben.request("join", "eu".getBytes(StandardCharsets.UTF_8))).isEmpty();

        assertThat(eu.name()).isEqualTo("eu");
        assertThat(eu.members()).containsExactlyInAnyOrder(anna, ben.id());
        assertThat(eu.count()).isEqualTo(2);
        assertThat(session(server, anna).groups()).containsExactly("eu");
        assertThat(eu.method("alert").payload("hello").send().join())
                .isEqualTo(new BroadcastResult(2, Map.of()));
        assertThat(server.all().method("alert").payload("bye").send().join().accepted())
                .isEqualTo(3);
        await().untilAsserted(
                        () ->
                                assertThat(heard)
                                        .containsExactlyInAnyOrder(
                                                "anna: hello",
                                                "ben: hello",
                                                "anna: bye",
                                                "ben: bye",
                                                "carl: bye"));
    }

    @Test
    void whenAClientLeavesOrIsGoneItIsNoMember() {
        BiSocketServer server = start(server());
        BiSocketClient anna = connect(server, "anna");
        BiSocketClient ben = connect(server, "ben");
        ClientGroup eu = server.group("eu");
        eu.join(anna.id());
        eu.join(ben.id());
        ClientSession bens = session(server, ben.id());

        assertThat(eu.leave(anna.id())).isTrue();
        assertThat(eu.leave(anna.id())).isFalse();
        ben.close();

        await().until(() -> eu.count() == 0);
        assertThat(eu.members()).isEmpty();
        assertThat(eu.join(ben.id())).isFalse();
        assertThat(bens.join("eu")).isFalse();
        assertThat(eu.method("alert").send().join()).isEqualTo(new BroadcastResult(0, Map.of()));
        assertThat(server.all().members()).containsExactly(anna.id());
    }

    @Test
    void whenAClientOnlyChangesItsKeyItStaysInItsGroups() throws Exception {
        CryptoKey next = CryptoKey.of("%064x".formatted(78));
        BiSocketServer server = start(server());
        server.keys(KeyRing.builder().key(KEY).key("next", next).build()).get(20, TimeUnit.SECONDS);
        BiSocketClient anna = connect(server, "anna");
        server.group("eu").join(anna.id());
        ClientSession former = session(server, anna.id());
        former.attributes().put("language", "de");

        anna.key("next", next).get(20, TimeUnit.SECONDS);

        await().until(() -> session(server, anna.id()) != former);
        ClientSession session = session(server, anna.id());
        assertThat(session.keyName()).contains("next");
        assertThat(session.groups()).containsExactly("eu");
        assertThat(session.attributes()).containsEntry("language", "de");
        assertThat(server.group("eu").method("alert").payload("x").send().join().accepted())
                .isEqualTo(1);
        await().until(() -> heard.equals(List.of("anna: x")));
    }
}
