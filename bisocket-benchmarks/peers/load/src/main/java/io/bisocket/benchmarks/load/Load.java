package io.bisocket.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** Clients that each keep a number of messages in flight. */
final class Load {

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
        long took = progress.await();
        Latencies all = new Latencies();
        places.forEach(place -> all.add(place.latencies()));
        return new LoadResult(all.total(), took, all.quantile(0.5), all.quantile(0.99));
    }
}
