package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.ConnectionLostException;
import io.bisocket.CryptoKeyException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NettyConnectorTests {

    private static EventLoops loops;

    private ServerSocket server;

    @BeforeAll
    static void startLoops() {
        loops = EventLoops.shared();
    }

    @AfterAll
    static void stopLoops() {
        loops.release().join();
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(20_000);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whenSeveralSocketsAreOpenedTheyShareAnEventLoopAndAnAddress() throws Exception {
        NettyConnector connector = connector("localhost", server.getLocalPort());

        Channel first = get(open(connector));
        Channel second = get(open(connector));

        assertThat(second.eventLoop()).isSameAs(first.eventLoop()).isSameAs(connector.loop());
        assertThat(second.remoteAddress()).isEqualTo(first.remoteAddress());
        assertThat(first.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        assertThat(first.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
        first.close();
        second.close();
    }

    @Test
    void whenTheSocketIsNotWantedAnyMoreItIsClosedOrNeverOpened() throws Exception {
        NettyConnector connector = connector("127.0.0.1", server.getLocalPort());

        CompletableFuture<Channel> unwanted = open(connector);
        if (!unwanted.cancel(false)) {
            // It was open already, and so the test's own.
            unwanted.join().close();
        }
        Channel wanted = get(open(connector));

        InetSocketAddress address = (InetSocketAddress) wanted.localAddress();
        Socket accepted = server.accept();
        while (accepted.getPort() != address.getPort()) {
            accepted.setSoTimeout(10_000);
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            accepted = server.accept();
        }
        wanted.close();
    }

    @Test
    void whenNobodyListensTheServerIsNamed() throws IOException {
        int port = server.getLocalPort();
        server.close();

        assertThatThrownBy(() -> get(open(connector("localhost", port))))
                .hasCauseInstanceOf(ConnectionLostException.class)
                .hasMessageContaining(
                        "cannot connect to localhost:" + port + ": connection refused");
    }

    @Test
    void whenAnAddressIsNotLoopbackItIsRefusedBeforeAnythingIsSent() {
        NettyConnector connector =
                new NettyConnector(
                        loops,
                        loops.group().next(),
                        new Endpoint("2001:db8::1", 65432),
                        Duration.ofSeconds(20),
                        true,
                        null);

        assertThatThrownBy(() -> get(open(connector)))
                .hasCauseInstanceOf(CryptoKeyException.class)
                .hasMessageContaining("but [2001:db8::1]:65432 is 2001:db8:0:0:0:0:0:1");
    }

    @Test
    void whenAServerIsNamedItsAddressIsNotLookedUp() {
        Endpoint endpoint = new Endpoint("example", 1);

        assertThat(endpoint).hasToString("example:1");
        assertThat(endpoint.unresolved())
                .isEqualTo(InetSocketAddress.createUnresolved("example", 1));
    }

    private static NettyConnector connector(String host, int port) {
        return new NettyConnector(
                loops,
                loops.group().next(),
                new Endpoint(host, port),
                Duration.ofSeconds(20),
                false,
                null);
    }

    private static CompletableFuture<Channel> open(NettyConnector connector) {
        return connector.open(new ChannelInboundHandlerAdapter());
    }

    private static Channel get(CompletableFuture<Channel> opening) throws Exception {
        return opening.get(20, TimeUnit.SECONDS);
    }
}
