package io.bisocket.internal.call;

import io.bisocket.BiSocketMetrics;
import io.bisocket.WhenFull;
import io.bisocket.internal.dispatch.FakePeer;
import io.bisocket.internal.link.FakeLink;
import io.bisocket.internal.session.Callbacks;
import io.bisocket.internal.session.JsonPayloadCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A caller with a link whose other end is the test. */
abstract class LoneCallerTest {

    static final Duration DEFAULT = Duration.ofSeconds(30);
    final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, "callback"));
    final FakeLink link = new FakeLink();
    final Caller caller = caller(null);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    Caller caller(@Nullable WhenFull sendWhenFull) {
        return new Caller(
                new FakePeer("native"),
                () -> link,
                method -> {},
                new JsonPayloadCodec(),
                new Callbacks(threads),
                DEFAULT,
                sendWhenFull,
                List.of(),
                BiSocketMetrics.none());
    }
}
