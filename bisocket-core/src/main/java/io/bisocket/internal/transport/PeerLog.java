package io.bisocket.internal.transport;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Log lines that strangers can cause: a few a second, and a count of those left out. */
public final class PeerLog {

    private static final int LINES_PER_SECOND = 1;
    private static final int BURST = 20;

    private final Logger log;
    private final TokenBucket bucket;
    private final AtomicLong leftOut = new AtomicLong();

    public PeerLog(Logger log) {
        this(log, new TokenBucket(LINES_PER_SECOND, BURST));
    }

    PeerLog(Logger log, TokenBucket bucket) {
        this.log = log;
        this.bucket = bucket;
    }

    /** Logs a line, unless there were too many lately. */
    public void line(Level level, String text) {
        if (!bucket.tryTake()) {
            leftOut.incrementAndGet();
            return;
        }
        long missing = leftOut.getAndSet(0);
        log.atLevel(level).log(missing == 0 ? text : text + " (" + missing + " more left out)");
    }
}
