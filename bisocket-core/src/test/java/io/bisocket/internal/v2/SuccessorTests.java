package io.bisocket.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.ServerListener;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.transport.Connector;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client opens another session beside the one that it has. */
@Timeout(60)
class SuccessorTests {

    private final List<ClientSession> opened = new CopyOnWriteArrayList<>();
    private final List<ClientSession> closed = new CopyOnWriteArrayList<>();
    private final BiSocketServer server =
            BiSocketServer.builder()
                    .address("127.0.0.1")
                    .port(0)
                    .key(Links.KEY)
                    .serviceName("test")
                    .authenticator(anybody -> () -> "anna")
                    .listener(new Recorder())
                    .handler("echo", request -> request.reply(request.bytes()))
                    .start();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final LinkClient client = new LinkClient(Links.KEY, Links.LIMITS, this::receive);
    private final Link first = client.connect(server.port());
    private final ClientSession former = present();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void whenTheSuccessorIsOpenThenItTakesOverGroupsAndAttributes() {
        former.join("eu");
        former.attributes().put("cart", 7);

        Link second = client.connectAsync(server.port()).join();

        assertThat(present()).isNotSameAs(former);
        assertThat(present().groups()).containsExactly("eu");
        assertThat(present().attributes()).containsEntry("cart", 7);
        assertThat(former.groups()).isEmpty();
        assertThat(server.group("eu").count()).isOne();
        assertThat(server.user("anna").method("news").payload("once").send().join().accepted())
                .isOne();
        assertThat(Links.ask(first, "still")).isEqualTo("still");
        assertThat(Links.ask(second, "new")).isEqualTo("new");
        first.close().join();
        await().untilAsserted(() -> assertThat(closed).containsExactly(former));
        assertThat(opened).containsExactly(former, present());
        second.close().join();
    }

    @Test
    void whenTheSuccessorIsNeverOpenThenTheFormerSessionStaysTheClients() {
        former.join("eu");

        abandonAnAttempt();

        assertThat(present()).isSameAs(former);
        server.group("eu").method("news").payload("to the group").send().join();
        former.method("news").payload("to the client").send();
        await().untilAsserted(() -> assertThat(received).containsExactly("news", "news"));
    }

    @Test
    void whenAFurtherAttemptSucceedsThenItTakesOverFromTheSessionThatIsOpen() {
        former.join("eu");
        abandonAnAttempt();

        Link second = client.connectAsync(server.port()).join();

        assertThat(present().groups()).containsExactly("eu");
        former.method("news").payload("where the client is now").send();
        await().untilAsserted(() -> assertThat(received).containsExactly("news"));
        assertThat(opened).containsExactly(former, present());
        second.close().join();
        await().until(() -> server.clients().isEmpty());
    }

    @Test
    void whenASessionIsOpenedAfterTheFormerOneHasEndedThenItInheritsNothing() {
        former.join("eu");
        first.close().join();
        await().until(() -> server.clients().isEmpty());

        Link second = client.connectAsync(server.port()).join();

        assertThat(present().groups()).isEmpty();
        second.close().join();
    }

    /** Of whose two sockets the server sees one. */
    private void abandonAnAttempt() {
        SendSocketOnly connector = new SendSocketOnly(client.connector(server.port()));
        CompletableFuture<Link> attempt = client.connectAsync(connector);
        assertThat(connector.receiveSocketWanted).succeedsWithin(Links.TIMEOUT);
        attempt.cancel(false);
    }

    private ClientSession present() {
        return await().until(
                        () -> server.client(client.id).session().orElse(null),
                        session -> session != null);
    }

    private void receive(IncomingCall call) {
        received.add(call.method());
        Links.echo(call);
    }

    private final class Recorder implements ServerListener {

        @Override
        public void clientOpened(ClientSession session) {
            opened.add(session);
        }

        @Override
        public void clientClosed(ClientSession session) {
            closed.add(session);
        }
    }

    /** Opens the first socket, and no other. */
    private static final class SendSocketOnly implements Connector {

        final CompletableFuture<Boolean> receiveSocketWanted = new CompletableFuture<>();
        private final Connector connector;
        private boolean opened;

        SendSocketOnly(Connector connector) {
            this.connector = connector;
        }

        @Override
        public Endpoint server() {
            return connector.server();
        }

        @Override
        public EventLoop loop() {
            return connector.loop();
        }

        @Override
        public Connector to(Endpoint address) {
            return this;
        }

        @Override
        public CompletableFuture<Channel> open(ChannelHandler initializer) {
            if (opened) {
                receiveSocketWanted.complete(true);
                return new CompletableFuture<>();
            }
            opened = true;
            return connector.open(initializer);
        }
    }
}
