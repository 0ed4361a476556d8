package io.bisocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.AddressOrder;
import io.bisocket.Reconnect;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Asking;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.transport.Endpoint;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** A connection with links whose other end is the test. */
abstract class LoneConnectionTest {

    static final Outgoing MESSAGE = Outgoing.call("ask", new byte[0]);
    static final Duration LONG = Duration.ofDays(1);

    final DefaultEventLoop loop = new DefaultEventLoop();
    final FakeAttempts attempts = new FakeAttempts(loop);
    final FakeClient events = new FakeClient();
    final ServerAddresses addresses =
            new ServerAddresses(List.of(new Endpoint("fake", 1)), AddressOrder.AS_GIVEN);
    final ClientLinks links = new ClientLinks(addresses);
    ClientConnection connection = connection(Reconnect.never());

    @AfterEach
    void stopLoop() {
        loop.shutdownGracefully();
    }

    FakeLink connect() {
        CompletableFuture<Void> connected = connection.connect();
        FakeLink link = attempts.succeed(0);
        assertThat(connected).succeedsWithin(Duration.ofSeconds(20));
        return link;
    }

    CompletableFuture<Incoming> request() {
        return Asking.on(links.link(), MESSAGE, LONG, WhenFull.FAIL);
    }

    /** Lets the event loop do what was asked of it. */
    void settle() {
        loop.submit(() -> {}).syncUninterruptibly();
    }

    ClientConnection connection(Reconnect reconnect) {
        return new ClientConnection(
                loop, addresses, links, attempts.means(new UUID(0, 1)), reconnect, events);
    }
}
