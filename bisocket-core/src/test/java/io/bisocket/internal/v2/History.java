package io.bisocket.internal.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.WhenFull;
import io.bisocket.internal.link.Asking;
import io.bisocket.internal.link.IncomingCall;
import io.bisocket.internal.link.Link;
import io.bisocket.internal.link.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What two ends have asked of each other and what they have handled, to be compared. */
final class History {

    private static final int UNDER_WAY = 64;

    private History() {}

    /** What one end has handled. */
    static final class Handled {

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
    static final class Caller {

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
                            Asking.on(
                                            link,
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

        /** When everything has been answered or acknowledged. */
        CompletableFuture<Void> all() {
            return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
        }

        /** Everything has been handled once, and in order. */
        void check(Handled handled) {
            assertThat(handled.times.values()).containsOnly(1);
            assertThat(handled.times).hasSize(requests + sends);
            assertThat(handled.sends).hasSize(sends).isSorted();
        }

        @Override
        public String toString() {
            return requests + " requests and " + sends + " sends";
        }
    }
}
