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
    private volatile boolean free = true;

    Place(EchoClient client, Payloads payloads, Progress progress) {
        this.client = client;
        this.payloads = payloads;
        this.progress = progress;
    }

    /** Goes on until the time is over. */
    void start(Progress run) {
        prepare(run);
        sendNext();
    }

    /** Counts for this run from now on, and sends when it is told to. */
    void prepare(Progress run) {
        progress = run;
        latencies = new Latencies();
    }

    /**
     * Sends one message, if the reply to the last one has come.
     *
     * @return whether it has
     */
    boolean sendOne() {
        if (!free) {
            return false;
        }
        sendNext();
        return true;
    }

    private void sendNext() {
        free = false;
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
            free = true;
            progress.placeDone();
        }
    }

    Latencies latencies() {
        return latencies;
    }
}
