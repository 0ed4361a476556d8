package io.bisocket.internal.v2;

import static io.bisocket.internal.v2.Links.KEY;
import static io.bisocket.internal.v2.Links.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.KeyRing;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.Outgoing;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final int UNDER_WAY = 64;

    private final ScheduledExecutorService resetting = Executors.newScheduledThreadPool(1);

    /** What one end has handled. */
    private static final class Handled {

        final Map<String, Integer> times = new ConcurrentHashMap<>();
        final List<Integer> sends = new ArrayList<>();

        void handle(IncomingCall call) {
            String text = new String(call.content().bytes(), StandardCharsets.UTF_8).strip();
            times.merge(call.method() + " " + text, 1, Integer::sum);
            if (call.method().equals("send")) {
                sends.add(Integer.parseInt(text));
            } else {
                call.reply(Outgoing.reply(text.getBytes(StandardCharsets.UTF_8)), WhenFull.FAIL);
            }
            call.ended();
        }
    }

    /** Makes calls over one link, one after the other but many at once. */
    private static final class Caller {

        final List<CompletableFuture<?>> calls = new ArrayList<>();
        int requests;
        int sends;
        private final Random random;

        Caller(long seed) {
            this.random = new Random(seed);
        }

        void run(Link link, long until) {
            while (System.nanoTime() < until) {
                if (random.nextBoolean()) {
                    calls.add(link.send(message("send", sends++), WhenFull.WAIT));
                } else {
                    String text = String.valueOf(requests++);
                    calls.add(
                            link.request(
                                            message("ask", requests - 1),
                                            Duration.ofSeconds(60),
                                            WhenFull.WAIT)
                                    .thenAccept(
                                            reply ->
                                                    assertThat(reply.bytes())
                                                            .asString(StandardCharsets.UTF_8)
                                                            .isEqualTo(text)));
                }
                if (calls.size() >= UNDER_WAY) {
                    calls.get(calls.size() - UNDER_WAY).join();
                }
            }
        }

        /** A number, and mostly few but sometimes many blanks. */
        private Outgoing message(String method, int number) {
            int blanks = random.nextInt(20) == 0 ? random.nextInt(200_000) : random.nextInt(100);
            return Outgoing.call(
                    method, (number + " ".repeat(blanks)).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whenSocketsAreResetAllTheTimeEverythingHappensOnceAndInOrder() throws Exception {
        System.out.println("bisocket.churn.seed=" + SEED);
        Handled atServer = new Handled();
        Handled atClient = new Handled();
        Caller client = new Caller(SEED);
        Caller server = new Caller(SEED + 1);
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
            all(client).get(60, TimeUnit.SECONDS);
            all(server).get(60, TimeUnit.SECONDS);
            resetting.shutdownNow();
            assertThat(target.all).hasSize(1);
            assertThat(source.listener.sockets).hasSizeGreaterThan(SECONDS * 2);
        } finally {
            resetting.shutdownNow();
        }
        System.out.printf(
                "%d requests and %d sends to the server, %d and %d to the client%n",
                client.requests, client.sends, server.requests, server.sends);
        check(client, atServer);
        check(server, atClient);
    }

    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    private static CompletableFuture<Void> all(Caller caller) {
        return CompletableFuture.allOf(caller.calls.toArray(CompletableFuture[]::new));
    }

    private static void check(Caller caller, Handled handled) {
        assertThat(handled.times.values()).containsOnly(1);
        assertThat(handled.times).hasSize(caller.requests + caller.sends);
        assertThat(handled.sends).hasSize(caller.sends).isSorted();
    }
}
