package io.bisocket.benchmarks.load;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The main class of the clients' process.
 *
 * <pre>
 *   arguments   class of the system, variant, key store, port, clients, in flight, bytes
 *   says        ready=1   when each of the clients has had a reply
 *   run N       runs the load for N milliseconds, and says what it gave
 *   pace N      sends 5,000 messages a second for N milliseconds, and says what it gave
 *   ramp N      runs the load until N milliseconds after the first message, and says when it was
 *               nearly steady (reached=, nanoseconds), and how many messages a million seconds then
 *               have (steady=)
 *   connect N   connects N more clients, and says took=, in nanoseconds
 * </pre>
 */
public final class ClientProcess {

    private static final int CONNECTING_AT_ONCE = 16;
    private static final int PACE = 5_000;

    private final EchoSystem system;
    private final Setup setup;
    private final int port;
    private final List<EchoClient> idle = new ArrayList<>();

    private ClientProcess(EchoSystem system, Setup setup, int port) {
        this.system = system;
        this.setup = setup;
        this.port = port;
    }

    /** Runs until the end of the standard input. */
    public static void main(String[] args) throws Exception {
        new ClientProcess(
                        Systems.create(args[0]),
                        new Setup(args[1], Path.of(args[2])),
                        Integer.parseInt(args[3]))
                .run(
                        Integer.parseInt(args[4]),
                        Integer.parseInt(args[5]),
                        Integer.parseInt(args[6]));
        System.exit(0);
    }

    private void run(int count, int inFlight, int size) throws Exception {
        List<EchoClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(system.connect(setup, port));
        }
        Load load = new Load(clients, inFlight, size);
        long first = System.nanoTime();
        new Load(clients, 1, size).run(0);
        Commands.say("ready=1");
        Commands.obey(
                (word, number) ->
                        switch (word) {
                            case "run" -> load.run(MILLISECONDS.toNanos(number)).line();
                            case "pace" -> load.pace(MILLISECONDS.toNanos(number), PACE).line();
                            case "ramp" ->
                                    Ramp.run(load, first, MILLISECONDS.toNanos(number)).line();
                            case "connect" -> "took=" + connect(number);
                            default -> "unknown=" + word;
                        });
    }

    private long connect(long count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTING_AT_ONCE);
        long start = System.nanoTime();
        List<Future<EchoClient>> connecting = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            connecting.add(threads.submit(() -> system.connect(setup, port)));
        }
        for (Future<EchoClient> client : connecting) {
            idle.add(client.get());
        }
        long took = System.nanoTime() - start;
        threads.shutdown();
        return took;
    }
}
