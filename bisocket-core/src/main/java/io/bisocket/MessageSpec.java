package io.bisocket;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A message that is being described, until one of the last three groups of methods sends it: {@code
 * send}, {@code retrieve} or {@code stream}. Not thread-safe. May be sent more than once.
 *
 * <pre>{@code
 * Receipt receipt =
 *         peer.method("order")
 *                 .header("trace", "42")
 *                 .payload(new Order("tea", 2))
 *                 .timeout(Duration.ofSeconds(5))
 *                 .retrieve(Receipt.class);
 * }</pre>
 *
 * <p>What goes wrong is said by {@link Peer}. Values that the payload codec cannot convert fail
 * with {@link ErrorCode#BAD_PAYLOAD}.
 */
public interface MessageSpec {

    /** The payload; empty where none is set. */
    MessageSpec payload(byte[] payload);

    /** The payload as UTF-8 text. */
    MessageSpec payload(String text);

    /**
     * The payload for a value: {@code byte[]}, {@code ByteBuffer} and {@code String} as they stand,
     * others as what the payload codec makes of them.
     */
    MessageSpec payload(Object value);

    /** Adds a header, or replaces the one of this name. The Python format has none. */
    MessageSpec header(String name, String value);

    /**
     * How long a request or a stream may take from now to its end. A request has the default
     * timeout where none is set, a stream has none. Does not concern {@code send}.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    MessageSpec timeout(Duration timeout);

    /**
     * What to do while the outbox of the peer is full. Where nothing is set, methods that wait for
     * their outcome wait for room, and others fail; on a server, {@code send} does what {@link
     * BiSocketServer.Builder#pushWhenFull} says.
     */
    MessageSpec whenFull(WhenFull policy);

    /**
     * How the payload is compressed, where that differs from other messages; {@link
     * Compression#none()} for secrets beside what others can choose. In the native format alone.
     */
    MessageSpec compression(Compression compression);

    /**
     * Sends, and waits until the peer has accepted the message. Replies to it go to the receiver.
     *
     * @return under which id replies come
     */
    RequestId send();

    /** As {@link #send()}, without waiting. */
    CompletableFuture<RequestId> sendAsync();

    /** Sends, and waits for the reply. */
    byte[] retrieve();

    /**
     * Sends, and waits for the reply: {@code byte[]}, {@code ByteBuffer} and {@code String} as it
     * stands, another type through the payload codec.
     *
     * @throws BiSocketException with {@link ErrorCode#BAD_PAYLOAD} if it does not hold such a
     *     value, also because it is empty or holds null; see {@link #retrieveOptional(Class)}
     */
    <T> T retrieve(Class<T> type);

    /** As {@link #retrieve(Class)}, for generic types. */
    <T> T retrieve(Type type);

    /** As {@link #retrieve(Class)}, with nothing for a reply that is empty or holds null. */
    <T> Optional<T> retrieveOptional(Class<T> type);

    /** As {@link #retrieveOptional(Class)}, for generic types. */
    <T> Optional<T> retrieveOptional(Type type);

    /** As {@link #retrieve()}, without waiting. Cancelling cancels the request. */
    CompletableFuture<byte[]> retrieveAsync();

    /** As {@link #retrieve(Class)}, without waiting. */
    <T> CompletableFuture<T> retrieveAsync(Class<T> type);

    /** As {@link #retrieve(Type)}, without waiting. */
    <T> CompletableFuture<T> retrieveAsync(Type type);

    /** As {@link #retrieveOptional(Class)}, without waiting. */
    <T> CompletableFuture<Optional<T>> retrieveOptionalAsync(Class<T> type);

    /** As {@link #retrieveOptional(Type)}, without waiting. */
    <T> CompletableFuture<Optional<T>> retrieveOptionalAsync(Type type);

    /**
     * The replies, however many there are. Each subscription makes a call of its own, and the peer
     * sends no more items than were requested. Subscribers are called on worker threads, where they
     * may block, one call after the other.
     */
    Flow.Publisher<byte[]> stream();

    /**
     * As {@link #stream()}, with items as {@link #retrieve(Class)} has replies. One that does not
     * hold such a value ends the stream with an error.
     */
    <T> Flow.Publisher<T> stream(Class<T> type);

    /** As {@link #stream(Class)}, for generic types. */
    <T> Flow.Publisher<T> stream(Type type);
}
