package io.bisocket.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Clients that each keep a number of messages in flight. */
final class Load {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final List<Place> places = new ArrayList<>();

    Load(List<EchoClient> clients, int inFlight, int size) {
        long seed = 1;
        for (EchoClient client : clients) {
            for (int i = 0; i < inFlight; i++) {
                places.add(new Place(client, new Payloads(size, seed++), new Progress(1, 0)));
            }
        }
    }

    /** Runs for so long, and waits for what is in flight then. */
    LoadResult run(long nanos) throws InterruptedException {
        Progress progress = new Progress(places.size(), nanos);
        places.forEach(place -> place.start(progress));
        return result(progress);
    }

    /**
     * Sends messages one by one at a fixed rate, whichever client's turn it is, and waits for the
     * replies.
     *
     * @param perSecond how many, of all clients together
     */
    LoadResult pace(long nanos, long perSecond) throws InterruptedException {
        long interval = NANOS_PER_SECOND / perSecond;
        Progress progress = new Progress((int) ((nanos + interval - 1) / interval), 0);
        places.forEach(place -> place.prepare(progress));
        long start = System.nanoTime();
        long due = start;
        for (int turn = 0; due - start < nanos && !progress.hasFailed(); turn++) {
            LockSupport.parkNanos(due - System.nanoTime());
            if (System.nanoTime() >= due && places.get(turn % places.size()).sendOne()) {
                due += interval;
            }
        }
        return result(progress);
    }

    private LoadResult result(Progress progress) throws InterruptedException {
        long took = progress.await();
        Latencies all = new Latencies();
        places.forEach(place -> all.add(place.latencies()));
        return new LoadResult(all.total(), took, all.quantile(0.5), all.quantile(0.99));
    }
}
