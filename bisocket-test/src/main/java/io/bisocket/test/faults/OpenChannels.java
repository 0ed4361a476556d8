package io.bisocket.test.faults;

import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The sockets of a transport, both ends of each. Thread-safe. */
final class OpenChannels {

    private static final int LONGEST_SECONDS = 30;

    private final Map<Channel, FaultHandler> handlers = new ConcurrentHashMap<>();

    void add(Channel channel, FaultHandler handler) {
        handlers.put(channel, handler);
        channel.closeFuture().addListener(closed -> handlers.remove(channel));
    }

    int count() {
        return (int) handlers.keySet().stream().filter(Channel::isActive).count();
    }

    /** Has each look what has changed. */
    void look() {
        handlers.values().forEach(FaultHandler::look);
    }

    /** Closes these, and with each its other end; waits until they are closed. */
    void close(Predicate<FaultHandler> which) {
        List<FaultHandler> chosen = handlers.values().stream().filter(which).toList();
        List<Channel> closing =
                handlers.entrySet().stream()
                        .filter(entry -> chosen.stream().anyMatch(it -> it.isEndOf(entry.getKey())))
                        .map(Map.Entry::getKey)
                        .toList();
        chosen.forEach(FaultHandler::lose);
        closing.forEach(OpenChannels::awaitClosed);
    }

    private static void awaitClosed(Channel channel) {
        if (!channel.closeFuture().awaitUninterruptibly(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "%s was not closed within %d s".formatted(channel, LONGEST_SECONDS));
        }
    }

    /** Has servers, or else clients, forget their sessions; and closes all. */
    void loseSessions() {
        List<FaultHandler> all = List.copyOf(handlers.values());
        boolean served = all.stream().anyMatch(handler -> !handler.isDialled());
        all.stream()
                .filter(handler -> handler.isDialled() != served)
                .forEach(FaultHandler::loseSession);
        close(handler -> true);
    }
}
