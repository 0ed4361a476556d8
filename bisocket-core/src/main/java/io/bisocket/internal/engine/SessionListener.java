package io.bisocket.internal.engine;

import io.bisocket.BiSocketException;
import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.DataHead;
import org.jspecify.annotations.Nullable;

/** What a session tells of its peer. Called on the session's thread; must not block or throw. */
public interface SessionListener {

    /** A request, stream or send, whose handler is to be started now. */
    void onCall(InboundCall call);

    /**
     * Nobody waits for this call any more: the peer has cancelled it, or the session has ended. Its
     * handler still has to {@linkplain InboundCall#ended() end}.
     */
    void onCancelled(InboundCall call);

    /** The peer of a stream wants more items; see {@link InboundCall#demand()}. */
    void onDemand(InboundCall call);

    /**
     * A reply to a send, or that it was refused or failed; to be released when it has been taken.
     */
    void onSendReply(long reference, Delivery reply);

    /** A message has gone to the peer as a whole, for the first time. */
    default void onSent(DataHead head) {}

    /** A message has come as a whole. */
    default void onReceived(DataHead head) {}

    /** Messages wait because the peer has granted no more of their class. */
    default void onCreditStalled() {}

    /** No call of the peer waits or runs any more. */
    default void onIdle() {}

    /** A socket is lost: the client attaches another one. */
    void onDetached(SocketRole role);

    /** The peer refuses new requests from now on. */
    void onGoAway(int code);

    /** The peer has sent its last message; this side closes as soon as it has answered. */
    void onClosing(int code);

    /**
     * The session is over. Called exactly once; everything that was pending has been told before.
     * After a good end handlers of sends may still run, and those that wait for a place still
     * start.
     *
     * @param cause null if both sides have closed it in good order
     */
    void onClosed(@Nullable BiSocketException cause);
}
