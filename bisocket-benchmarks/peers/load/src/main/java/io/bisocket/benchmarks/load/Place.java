package io.bisocket.benchmarks.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One place in flight: sends a payload, compares the reply with it, sends the next. Used by one
 * thread at a time.
 */
final class Place implements EchoClient.Listener {

    private final EchoClient client;
    private final Payloads payloads;
    private Latencies latencies = new Latencies();
    private Progress progress;
    private byte[] sent = new byte[0];
    private long sentAt;

    Place(EchoClient client, Payloads payloads, Progress progress) {
        this.client = client;
        this.payloads = payloads;
        this.progress = progress;
    }

    /** Goes on until the time is over. */
    void start(Progress run) {
        progress = run;
        latencies = new Latencies();
        sendNext();
    }

    private void sendNext() {
        sent = payloads.next();
        sentAt = System.nanoTime();
        client.echo(sent, this);
    }

    @Override
    public void onReply(byte @Nullable [] reply, @Nullable Throwable failure) {
        long now = System.nanoTime();
        if (failure != null || !Arrays.equals(reply, sent)) {
            progress.failed(
                    failure != null
                            ? failure
                            : new IllegalStateException("a reply is not what was sent"));
            return;
        }
        latencies.add(now - sentAt);
        if (now < progress.end()) {
            sendNext();
        } else {
            progress.placeDone();
        }
    }

    Latencies latencies() {
        return latencies;
    }
}
