package io.bisocket.internal.v2;

import io.bisocket.internal.compression.LinkMeter;
import io.bisocket.internal.secure.WriteObserver;

/** Tells a meter what a socket takes. */
record SpeedWatch(LinkMeter meter) implements WriteObserver {

    @Override
    public void written(int bytes) {
        meter.sent(bytes, System.nanoTime());
    }

    @Override
    public void backlog(boolean waiting) {
        meter.backlog(waiting, System.nanoTime());
    }
}
