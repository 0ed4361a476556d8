package io.bisocket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The other end of a connection, and what either side can ask of it. Thread-safe.
 *
 * <p>A <em>send</em> wants no answer, a <em>request</em> one, a <em>stream</em> any number. {@link
 * #method(String)} makes them all; the other methods are short for what is asked most. Where a
 * format lacks one of these, calls fail with {@link RequestRejectedException}.
 *
 * <p>Calls fail with {@link NotConnectedException} while there is no connection, {@link
 * ConnectionLostException} when it ends before the answer, {@link RequestTimeoutException} at their
 * deadline, {@link NoHandlerException} and {@link RemoteHandlerException} when the peer reports
 * that, {@link PayloadTooLargeException} when over the message limit, and {@link
 * OutboxFullException} while the peer does not read fast enough. Blocking methods throw these, and
 * {@link IllegalStateException} on an event loop; futures fail with them.
 */
public interface Peer {

    /** The wire format, such as {@code python/secure}. */
    String dialect();

    /**
     * Starts to describe a message to this method of the peer.
     *
     * @throws IllegalArgumentException if the format cannot carry the name; the message says why
     */
    MessageSpec method(String method);

    /**
     * Sends, and waits until the peer has accepted the message; in a format that does not
     * acknowledge, until the network has taken it.
     */
    default RequestId send(String method, byte[] payload) {
        return method(method).payload(payload).send();
    }

    /** As {@link #send(String, byte[])}, with UTF-8 text. */
    default RequestId send(String method, String text) {
        return method(method).payload(text).send();
    }

    /** As {@link #send(String, byte[])}, through the payload codec. */
    default RequestId sendObject(String method, Object value) {
        return method(method).payload(value).send();
    }

    /** As {@link #send(String, byte[])}, without waiting. */
    default CompletableFuture<RequestId> sendAsync(String method, byte[] payload) {
        return method(method).payload(payload).sendAsync();
    }

    /** As {@link #send(String, String)}, without waiting. */
    default CompletableFuture<RequestId> sendAsync(String method, String text) {
        return method(method).payload(text).sendAsync();
    }

    /** As {@link #sendObject(String, Object)}, without waiting. */
    default CompletableFuture<RequestId> sendObjectAsync(String method, Object value) {
        return method(method).payload(value).sendAsync();
    }

    /** Sends, and waits for the first reply, at most for the default timeout. */
    default byte[] request(String method, byte[] payload) {
        return method(method).payload(payload).retrieve();
    }

    /** Sends, and waits for the first reply, at most for this timeout. */
    default byte[] request(String method, byte[] payload, Duration timeout) {
        return method(method).payload(payload).timeout(timeout).retrieve();
    }

    /** Sends and receives through the payload codec, at most for the default timeout. */
    default <T> T request(String method, Object value, Class<T> replyType) {
        return method(method).payload(value).retrieve(replyType);
    }

    /** As {@link #request(String, byte[])}, without waiting. */
    default CompletableFuture<byte[]> requestAsync(String method, byte[] payload) {
        return method(method).payload(payload).retrieveAsync();
    }

    /** As {@link #request(String, byte[], Duration)}, without waiting. */
    default CompletableFuture<byte[]> requestAsync(
            String method, byte[] payload, Duration timeout) {
        return method(method).payload(payload).timeout(timeout).retrieveAsync();
    }

    /** As {@link #request(String, Object, Class)}, without waiting. */
    default <T> CompletableFuture<T> requestAsync(String method, Object value, Class<T> replyType) {
        return method(method).payload(value).retrieveAsync(replyType);
    }
}
