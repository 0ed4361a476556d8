package io.bisocket.internal.v2;

import static io.bisocket.internal.v2.Links.KEY;
import static io.bisocket.internal.v2.Links.LIMITS;
import static io.bisocket.internal.v2.Links.call;
import static io.bisocket.internal.v2.Links.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketException;
import io.bisocket.ErrorCode;
import io.bisocket.HandlerFailure;
import io.bisocket.KeyRing;
import io.bisocket.WhenFull;
import io.bisocket.internal.link.Incoming;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.Outgoing;
import io.bisocket.internal.link.StreamCall;
import io.bisocket.internal.link.StreamListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reply streams over real sockets. */
@Timeout(60)
class NativeStreamTests {

    /** Counts upwards as far as is asked for. */
    private static void count(IncomingCall call) {
        AtomicInteger next = new AtomicInteger();
        Runnable proceed =
                () -> {
                    while (next.get() < call.demand() && !call.isCancelled()) {
                        String item = "item " + next.getAndIncrement();
                        call.reply(Outgoing.reply(item.getBytes()), WhenFull.FAIL);
                    }
                };
        call.onDemand(proceed);
        call.onCancelled(call::ended);
        proceed.run();
    }

    private static final class Items implements StreamListener {

        final List<String> items = new CopyOnWriteArrayList<>();

        @Override
        public void onItem(Incoming item) {
            items.add(new String(item.bytes()));
            item.release();
        }

        @Override
        public void onEnd() {
            items.add("end");
        }

        @Override
        public void onFailed(BiSocketException failure) {
            items.add("failed: " + failure.getMessage());
        }
    }

    private static StreamCall stream(Link link, Items items) {
        return link.stream(call("count", ""), Duration.ZERO, WhenFull.WAIT, items);
    }

    @Test
    void whenItemsAreAskedForSoManyCome() {
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, NativeStreamTests::count);
                LinkClient client = client()) {
            Items items = new Items();
            StreamCall stream = stream(client.connect(server.port()), items);
            stream.request(2);
            await().until(() -> items.items.size() == 2);
            stream.request(3);
            await().until(() -> items.items.size() == 5);
            assertThat(items.items).endsWith("item 3", "item 4");
            stream.cancel();
        }
    }

    @Test
    void whenTheCallerLosesInterestTheHandlerIsTold() {
        List<IncomingCall> calls = new CopyOnWriteArrayList<>();
        try (LinkServer server =
                        new LinkServer(
                                KeyRing.of(KEY),
                                LIMITS,
                                call -> {
                                    calls.add(call);
                                    count(call);
                                });
                LinkClient client = client()) {
            Items items = new Items();
            StreamCall stream = stream(client.connect(server.port()), items);
            stream.request(1);
            await().until(() -> items.items.size() == 1);
            stream.cancel();
            await().until(() -> calls.get(0).isCancelled());
            assertThat(items.items).containsExactly("item 0");
        }
    }

    @Test
    void whenTheHandlerEndsSoDoesTheStream() {
        try (LinkServer server =
                        new LinkServer(
                                KeyRing.of(KEY),
                                LIMITS,
                                call -> {
                                    call.reply(Outgoing.reply("one".getBytes()), WhenFull.FAIL);
                                    call.ended();
                                });
                LinkClient client = client()) {
            Items items = new Items();
            stream(client.connect(server.port()), items).request(Long.MAX_VALUE);
            await().untilAsserted(() -> assertThat(items.items).containsExactly("one", "end"));
        }
    }

    @Test
    void whenTheHandlerFailsSoDoesTheStream() {
        try (LinkServer server =
                        new LinkServer(
                                KeyRing.of(KEY),
                                LIMITS,
                                call -> {
                                    call.fail(
                                            ErrorCode.HANDLER_FAILED,
                                            false,
                                            new HandlerFailure("Oops", "broken", "count", null));
                                    call.ended();
                                });
                LinkClient client = client()) {
            Items items = new Items();
            stream(client.connect(server.port()), items).request(1);
            await().untilAsserted(
                            () ->
                                    assertThat(items.items)
                                            .containsExactly(
                                                    "failed: Oops handling 'count': broken"));
        }
    }

    @Test
    void whenManyItemsComeTheyComeInOrder() {
        try (LinkServer server = new LinkServer(KeyRing.of(KEY), LIMITS, NativeStreamTests::count);
                LinkClient client = client()) {
            Items items = new Items();
            StreamCall stream = stream(client.connect(server.port()), items);
            for (int i = 0; i < 100; i++) {
                stream.request(100);
            }
            await().until(() -> items.items.size() == 10_000);
            assertThat(items.items.get(9_999)).isEqualTo("item 9999");
            stream.cancel();
        }
    }
}
