package io.bisocket.internal.v2;

import static io.bisocket.internal.v2.Links.KEY;
import static io.bisocket.internal.v2.Links.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.KeyRing;
import io.bisocket.internal.link.Link;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every socket is reset ten times a second while both ends send and ask without a pause. For {@code
 * -Dbisocket.churn.seconds} seconds, 5 where nothing is said; {@code -Dbisocket.churn.seed} repeats
 * the sizes of the messages.
 */
@Timeout(240)
class NativeChurnTests {

    private static final int SECONDS = Integer.getInteger("bisocket.churn.seconds", 5);
    private static final long SEED = Long.getLong("bisocket.churn.seed", System.nanoTime());
    private static final int RESET_MILLIS = 100;

    private final ScheduledExecutorService resetting = Executors.newScheduledThreadPool(1);

    @Test
    void whenSocketsAreResetAllTheTimeEverythingHappensOnceAndInOrder() throws Exception {
        System.out.println("bisocket.churn.seed=" + SEED);
        History.Handled atServer = new History.Handled();
        History.Handled atClient = new History.Handled();
        History.Caller client = new History.Caller(SEED);
        History.Caller server = new History.Caller(SEED + 1);
        try (LinkServer target = new LinkServer(KeyRing.of(KEY), LIMITS, atServer::handle);
                LinkClient source = new LinkClient(KEY, LIMITS, atClient::handle)) {
            Link link = source.connect(target.port());
            Link back = target.clients.get(source.id).link();
            resetting.scheduleAtFixedRate(
                    () -> target.channels.forEach(NativeChurnTests::reset),
                    RESET_MILLIS,
                    RESET_MILLIS,
                    TimeUnit.MILLISECONDS);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> server.run(back, until));
            client.run(link, until);
            other.get(60, TimeUnit.SECONDS);
            client.all().get(60, TimeUnit.SECONDS);
            server.all().get(60, TimeUnit.SECONDS);
            resetting.shutdownNow();
            assertThat(target.all).hasSize(1);
            assertThat(source.listener.sockets).hasSizeGreaterThan(SECONDS * 2);
        } finally {
            resetting.shutdownNow();
        }
        System.out.println(client + " to the server, " + server + " to the client");
        client.check(atServer);
        server.check(atClient);
    }

    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
