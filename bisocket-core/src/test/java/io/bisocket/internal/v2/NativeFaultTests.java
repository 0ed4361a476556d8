package io.bisocket.internal.v2;

import static io.bisocket.internal.v2.Links.KEY;
import static io.bisocket.internal.v2.Links.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.KeyRing;
import io.bisocket.Limits;
import io.bisocket.internal.engine.Timings;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.protocol.ClientHelloCodec;
import io.bisocket.internal.protocol.ServerReplyCodec;
import io.bisocket.internal.secure.Fault;
import io.bisocket.internal.secure.FaultProxy;
import io.bisocket.internal.secure.FaultProxy.Direction;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody on the way alters, drops, repeats, reorders, reflects and mixes up what the two ends
 * say: the connection that it happens to ends, the session goes on, and of all that was asked
 * nothing is lost and nothing happens twice. {@code -Dbisocket.faults.seed} repeats a run, {@code
 * -Dbisocket.faults.seconds} makes it longer.
 */
@Timeout(240)
class NativeFaultTests {

    private static final int SECONDS = Integer.getInteger("bisocket.faults.seconds", 1);
    private static final long SEED = Long.getLong("bisocket.faults.seed", System.nanoTime());
    private static final int ONE_IN = 40;

    /** Beyond it the bytes come again from the first. */
    private static final int RECORD_LENGTH = 128;

    private static final Limits LIMITS =
            Limits.builder().connectTimeout(Duration.ofMillis(500)).build();

    /** Dead sockets are found out soon. */
    private static final Tuning IMPATIENT =
            new Tuning(
                    Duration.ofHours(1),
                    Duration.ofSeconds(30),
                    new Timings(15_000, 20, 500, 30_000, 100, 300, 500, 1_500));

    private final History.Handled atServer = new History.Handled();
    private final History.Handled atClient = new History.Handled();
    private final LinkServer server =
            new LinkServer(KeyRing.of(KEY), LIMITS, atServer::handle, 0, IMPATIENT);
    private final FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
    private final LinkClient client =
            new LinkClient(UUID.randomUUID(), null, KEY, LIMITS, atClient::handle, IMPATIENT);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void closeAll() {
        proxy.plan((connection, direction, unit) -> Fault.PASS);
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void whenAnyByteOfHelloOrReplyIsAlteredTheSessionGoesOn() {
        Link link = client.connect(proxy.port());
        for (int at = 0; at < ClientHelloCodec.LENGTH; at++) {
            alterHandshakes(link, Direction.TO_SERVER, at);
        }
        for (int at = 0; at < ServerReplyCodec.LENGTH; at++) {
            alterHandshakes(link, Direction.TO_CLIENT, at);
        }
        checkOnce();
    }

    /** Resets both sockets, and alters one byte of the two handshakes that follow. */
    private void alterHandshakes(Link link, Direction direction, int at) {
        int first = proxy.accepted();
        int before = proxy.injected().size();
        proxy.plan(
                (connection, towards, unit) ->
                        connection >= first
                                        && connection < first + 2
                                        && towards == direction
                                        && unit == 0
                                ? Fault.of(Fault.Kind.FLIP, at * Byte.SIZE + at % Byte.SIZE)
                                : Fault.PASS);
        proxy.resetAll();
        askOnce(link);
        assertThat(proxy.injected()).as("byte %d %s", at, direction).hasSizeGreaterThan(before);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void whenAnyByteOfARecordIsAlteredTheSessionGoesOn(Direction direction) {
        Link link = client.connect(proxy.port());
        for (int at = 0; at < RECORD_LENGTH; at++) {
            int connections = proxy.accepted();
            AtomicBoolean armed = new AtomicBoolean(true);
            int bit = at * Byte.SIZE + at % Byte.SIZE;
            proxy.plan(
                    (connection, towards, unit) ->
                            towards == direction && unit > 1 && armed.compareAndSet(true, false)
                                    ? Fault.of(Fault.Kind.FLIP, bit)
                                    : Fault.PASS);
            askOnce(link);
            assertThat(armed).as("byte %d", at).isFalse();
            await().pollInterval(Duration.ofMillis(1)).until(() -> proxy.accepted() > connections);
        }
        checkOnce();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PASS"})
    void whenRecordsSufferEverythingHappensOnceAndInOrder(Fault.Kind kind) throws Exception {
        suffer(List.of(kind));
    }

    @Test
    void whenRecordsSufferAllOfItEverythingHappensOnceAndInOrder() throws Exception {
        suffer(
                List.of(Fault.Kind.values()).stream()
                        .filter(kind -> kind != Fault.Kind.PASS)
                        .toList());
    }

    private void suffer(List<Fault.Kind> kinds) throws Exception {
        History.Caller toServer = new History.Caller(SEED);
        History.Caller toClient = new History.Caller(SEED + 1);
        Link link = client.connect(proxy.port());
        Link back = server.clients.get(client.id).link();
        proxy.seeded(SEED, ONE_IN, kinds);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> toClient.run(back, until));
        toServer.run(link, until);
        other.get(60, TimeUnit.SECONDS);
        toServer.all().get(60, TimeUnit.SECONDS);
        toClient.all().get(60, TimeUnit.SECONDS);
        System.out.printf(
                "-Dbisocket.faults.seed=%d: %d times %s in %s and %s%n",
                SEED, proxy.injected().size(), kinds, toServer, toClient);
        assertThat(server.all).hasSize(1);
        assertThat(proxy.injected()).isNotEmpty();
        toServer.check(atServer);
        toClient.check(atClient);
    }

    private void askOnce(Link link) {
        String text = String.valueOf(asked.getAndIncrement());
        assertThat(ask(link, "ask", text, Links.TIMEOUT).join()).isEqualTo(text);
    }

    private void checkOnce() {
        assertThat(atServer.times).hasSize(asked.get());
        assertThat(atServer.times.values()).containsOnly(1);
        assertThat(server.all).hasSize(1);
    }
}
