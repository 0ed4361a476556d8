package io.bisocket.internal.transport;

import io.bisocket.internal.session.DaemonThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks host names up on a few threads of its own, for the whole process: the system's resolver
 * blocks, and neither an event loop nor a user's executor is to wait for it.
 */
final class HostResolver {

    private static final int THREADS = 4;
    private static final int QUEUE = 1024;
    private static final Executor POOL =
            DaemonThreads.pool(
                    "bisocket-resolver",
                    THREADS,
                    Duration.ofSeconds(10),
                    new ArrayBlockingQueue<>(QUEUE));

    private HostResolver() {}

    /** All addresses of a host, in the system's order; completes on any thread. */
    static CompletableFuture<List<InetAddress>> resolve(String host) {
        try {
            return CompletableFuture.supplyAsync(() -> lookUp(host), POOL);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new UnknownHostException(
                            "%d host names are waiting to be looked up".formatted(QUEUE)));
        }
    }

    private static List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }
}
