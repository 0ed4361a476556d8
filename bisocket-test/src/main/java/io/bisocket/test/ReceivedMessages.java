package io.bisocket.test;

import io.bisocket.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a client receives. Waiting takes no longer than the message does, and ends with an
 * {@link AssertionError} after ten seconds, or as long as {@link #within} says. Thread-safe.
 *
 * <pre>{@code
 * ReceivedMessages received = new ReceivedMessages();
 * BiSocketClient client = BiSocketClient.builder().onReceive(received::add).connect();
 * ...
 * assertThat(received.next().text()).isEqualTo("the kettle boils");
 * }</pre>
 */
public final class ReceivedMessages {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final Duration patience;

    /** Nothing received yet. */
    public ReceivedMessages() {
        this(new Store(), PATIENCE);
    }

    private ReceivedMessages(Store store, Duration patience) {
        this.store = store;
        this.patience = patience;
    }

    /** The same messages, with another time to wait for them. */
    public ReceivedMessages within(Duration longest) {
        return new ReceivedMessages(store, longest);
    }

    /** Takes a message; for {@code onReceive}. */
    public void add(Message message) {
        store.add(message);
    }

    /** The first message that neither this method nor {@link #next(Predicate)} has returned yet. */
    public Message next() {
        return next(message -> true);
    }

    /** As {@link #next()}, of those to this method that the server named. */
    public Message next(String method) {
        return store.take(
                message -> message.method().filter(method::equals).isPresent(),
                patience,
                "to method '" + method + "'");
    }

    /** As {@link #next()}, of those that match; others stay where they are. */
    public Message next(Predicate<? super Message> which) {
        return store.take(which, patience, "that matches");
    }

    /** So many messages or more, the first ones first; those that were returned before included. */
    public List<Message> await(int count) {
        return store.await(count, patience);
    }

    /** All that has come since the last {@link #clear()}, without waiting. */
    public List<Message> all() {
        return store.all();
    }

    /** Forgets what has come. */
    public void clear() {
        store.clear();
    }

    /** The messages, and which of them have not been taken. */
    private static final class Store {

        private final List<Message> all = new ArrayList<>();
        private final List<Message> fresh = new ArrayList<>();

        synchronized void add(Message message) {
            all.add(message);
            fresh.add(message);
            notifyAll();
        }

        synchronized List<Message> all() {
            return List.copyOf(all);
        }

        synchronized void clear() {
            all.clear();
            fresh.clear();
        }

        synchronized Message take(
                Predicate<? super Message> which, Duration patience, String what) {
            if (!comes(() -> find(which) != null, patience)) {
                throw new AssertionError(
                        "no message %s within %s; received: %s"
                                .formatted(what, patience, describe()));
            }
            Message found = Objects.requireNonNull(find(which));
            fresh.remove(found);
            return found;
        }

        synchronized List<Message> await(int count, Duration patience) {
            if (!comes(() -> all.size() >= count, patience)) {
                throw new AssertionError(
                        "%d messages expected within %s; received: %s"
                                .formatted(count, patience, describe()));
            }
            return List.copyOf(all);
        }

        private @Nullable Message find(Predicate<? super Message> which) {
            return fresh.stream().filter(which).findFirst().orElse(null);
        }

        private synchronized boolean comes(BooleanSupplier there, Duration patience) {
            long deadline = System.nanoTime() + patience.toNanos();
            try {
                while (!there.getAsBoolean()) {
                    long nanos = deadline - System.nanoTime();
                    if (nanos <= 0) {
                        return false;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, nanos);
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for messages", e);
            }
        }

        private List<String> describe() {
            return all.stream().map(Store::describe).toList();
        }

        private static String describe(Message message) {
            String what = message.failure().map(Object::toString).orElseGet(message::text);
            return message.method().map(method -> method + ": " + what).orElse(what);
        }
    }
}
