package io.bisocket.internal.transport;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Each event loop twice in a row, one after the other. A client dials its two sockets one after the
 * other, and both live on the loop of the first: where loops took turns socket by socket, clients
 * that come one after the other would all live on every other loop.
 */
final class LoopsInPairs implements EventExecutorChooserFactory {

    @Override
    public EventExecutorChooser newChooser(EventExecutor[] loops) {
        AtomicLong turn = new AtomicLong();
        return () -> loops[(int) (turn.getAndIncrement() / 2 % loops.length)];
    }
}
