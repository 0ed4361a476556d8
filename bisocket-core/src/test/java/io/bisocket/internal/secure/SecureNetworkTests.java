package io.bisocket.internal.secure;

import static io.bisocket.internal.secure.HelloServer.PSK;
import static io.bisocket.internal.secure.HelloServer.SERVICE;
import static io.bisocket.internal.secure.Records.plaintext;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.AuthenticationFailedException;
import io.bisocket.BiSocketException;
import io.bisocket.ConnectionLostException;
import io.bisocket.ErrorCode;
import io.bisocket.Limits;
import io.bisocket.internal.crypto.SecretBytes;
import io.bisocket.internal.secure.FaultProxy.Direction;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SecureNetworkTests extends SecureNetwork {

    @Test
    void whenMuchGoesBothWaysThenAllOfItComesInOrder() throws Exception {
        HelloServer server = server(Limits.defaults());
        SecureSocket client = get(connect(server.port()));
        HelloServer.Opened opened = start(server, client);
        int records = 1500;

        for (int i = 1; i <= records; i++) {
            byte[] plaintext = plaintext(i, i % 7 == 0 ? 16_384 : 4 + i % 300);
            events.toSend.add(plaintext);
            opened.events().toSend.add(plaintext);
        }
        client.loop().execute(client::wake);
        opened.socket().loop().execute(opened.socket()::wake);

        awaitNumbers(opened.events(), records + 1);
        awaitNumbers(events, records);
        assertNumbered(events.received, 1);
        assertNumbered(opened.events().received, 0);
    }

    @Test
    void whenThePeerDoesNotReadThenLittleIsAskedForAndWhenItDoesAllOfItComes() throws Exception {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy = proxy(server);
        SecureSocket client = get(connect(proxy.port()));
        HelloServer.Opened opened = start(server, client);
        Watch watch = new Watch();
        opened.socket().loop().submit(() -> opened.socket().observe(watch)).sync();
        proxy.pause(Direction.TO_CLIENT);
        int records = 4000;
        for (int i = 0; i < records; i++) {
            opened.events().toSend.add(plaintext(i, 16_384));
        }

        opened.socket().loop().submit(() -> opened.socket().wake()).sync();

        await().until(() -> watch.backlog.contains(true));
        await().during(Duration.ofMillis(200)).until(() -> heldBy(server) <= 200_000);
        assertThat(opened.events().toSend).hasSizeGreaterThan(records / 2);
        assertThat(events.received).isEmpty();

        proxy.resume();

        awaitNumbers(events, records);
        assertNumbered(events.received, 0);
        await().until(() -> watch.written.get() == records * (16_384L + 18));
        await().until(() -> !watch.backlog.get(watch.backlog.size() - 1));
        for (int i = 0; i < watch.backlog.size(); i++) {
            assertThat(watch.backlog.get(i)).as("change %d", i).isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void whenThePeerReadsNothingForTooLongThenTheConnectionEnds() throws Exception {
        Limits limits = Limits.builder().writeTimeout(Duration.ofMillis(200)).build();
        HelloServer server = server(limits);
        FaultProxy proxy = proxy(server);
        SecureSocket client = get(connect(proxy.port()));
        HelloServer.Opened opened = start(server, client);
        proxy.pause(Direction.TO_CLIENT);
        for (int i = 0; i < 4000; i++) {
            opened.events().toSend.add(plaintext(i, 16_384));
        }

        opened.socket().loop().execute(opened.socket()::wake);

        BiSocketException cause = opened.events().awaitClosed().orElseThrow();
        assertThat(cause).hasMessageContaining("has read nothing for PT0.2S (write-timeout)");
        assertThat(cause.code()).isEqualTo(ErrorCode.SLOW_CONSUMER);
    }

    @Test
    void whenFinishedThenAllThatWasThereArrivesThoughThePeerStillSends() throws Exception {
        HelloServer server = server(Limits.defaults());
        SecureSocket client = get(connect(server.port()));
        HelloServer.Opened opened = start(server, client);
        int records = 500;
        for (int i = 0; i < records; i++) {
            opened.events().toSend.add(plaintext(i, 16_384));
            events.toSend.add(plaintext(i, 16_384));
        }

        opened.socket().loop().execute(opened.socket()::finish);
        client.loop().execute(client::wake);

        assertThat(events.awaitClosed())
                .get()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("the peer closed the connection");
        assertThat(opened.events().awaitClosed()).isEmpty();
        assertThat(events.received).hasSize(records);
        assertNumbered(events.received, 0);
    }

    @Test
    void whenAbortedThenThePeerHearsOfItAtOnce() throws Exception {
        HelloServer server = server(Limits.defaults());
        SecureSocket client = get(connect(server.port()));
        HelloServer.Opened opened = start(server, client);

        client.loop().execute(client::abort);

        assertThat(events.awaitClosed()).isEmpty();
        assertThat(opened.events().awaitClosed()).isPresent();
    }

    @Test
    void whenTheKeyIsAnotherThenTheClientIsToldWhatMayBeWrong() {
        HelloServer server = server(Limits.defaults());

        Throwable failure =
                failure(connect(server.port(), SecretBytes.random(32), SERVICE, Limits.defaults()));

        assertThat(failure)
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessage(
                        "127.0.0.1:%d closed the connection during the handshake: it holds another key or service name, or does not speak BiSocket/2",
                        server.port());
        await().until(() -> server.neverOpened.size() == 1);
    }

    @Test
    void whenTheServiceNameIsAnotherThenTheClientIsRefused() {
        HelloServer server = server(Limits.defaults());

        assertThat(failure(connect(server.port(), PSK, "others", Limits.defaults())))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void whenNobodyListensThenTheFailureIsTheConnectors() {
        HelloServer server = server(Limits.defaults());
        int port = server.port();
        server.close();

        assertThat(failure(connect(port)))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessage("cannot connect to 127.0.0.1:%d: connection refused", port);
    }

    @Test
    void whenTheServerKeepsQuietThenTheClientGivesUpInTime() {
        HelloServer server = server(Limits.defaults());
        FaultProxy proxy =
                proxy(server).plan(plan(Direction.TO_SERVER, 0, Fault.of(Fault.Kind.STALL)));
        Limits limits = Limits.builder().connectTimeout(Duration.ofMillis(300)).build();

        assertThat(failure(connect(proxy.port(), PSK, SERVICE, limits)))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("did not answer the hello within PT0.3S (connect-timeout)");
    }

    /** Bytes that a server's only connection has sealed and not written. */
    private static long heldBy(HelloServer server) throws Exception {
        Channel channel = server.accepted.element();
        return channel.eventLoop()
                .submit(() -> channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                .get();
    }

    private static final class Watch implements WriteObserver {

        final AtomicLong written = new AtomicLong();
        final List<Boolean> backlog = new CopyOnWriteArrayList<>();

        @Override
        public void written(int bytes) {
            written.addAndGet(bytes);
        }

        @Override
        public void backlog(boolean waiting) {
            backlog.add(waiting);
        }
    }
}
