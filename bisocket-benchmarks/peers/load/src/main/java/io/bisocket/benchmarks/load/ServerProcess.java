package io.bisocket.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * The main class of a server's process.
 *
 * <pre>
 *   arguments   class of the system, variant, key store
 *   says        port=N    as soon as it listens
 *   memory      bytes=N   what is in use, in and outside the heap, after garbage collection
 * </pre>
 */
public final class ServerProcess {

    private static final int COLLECTIONS = 3;

    private ServerProcess() {}

    /** Runs until the end of the standard input. */
    public static void main(String[] args) throws Exception {
        EchoServer server = Systems.create(args[0]).serve(new Setup(args[1], Path.of(args[2])));
        Commands.say("port=" + server.port());
        Commands.obey(
                (word, number) ->
                        switch (word) {
                            case "memory" -> "bytes=" + usedBytes(server);
                            default -> "unknown=" + word;
                        });
        System.exit(0);
    }

    private static long usedBytes(EchoServer server) {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return heap + server.offHeapBytes();
    }
}
