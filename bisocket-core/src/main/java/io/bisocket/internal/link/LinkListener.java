package io.bisocket.internal.link;

import io.bisocket.BiSocketException;
import io.bisocket.MessageType;
import io.bisocket.RequestId;
import io.bisocket.SocketInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a link tells of its peer. Calls come one after the other, possibly on different threads, and
 * must not block.
 *
 * <pre>
 *   onSocketOpened x 2, onOpened, (onCall | onReply | onFailure | onSocketClosed | onSocketOpened)*,
 *   onGoAway?, onGoodbye?, onBroken?, onSocketClosed*, onClosed
 * </pre>
 */
public interface LinkListener {

    /** A socket is there: for the first time, or again in formats that resume. */
    default void onSocketOpened(SocketInfo socket) {}

    /** A socket is gone. In formats that resume the link stays open. */
    default void onSocketClosed(SocketInfo socket) {}

    /** Messages come and go from now on. */
    default void onOpened() {}

    /**
     * The peer calls a method. Its handler is to be started, and {@link IncomingCall#ended} told.
     */
    void onCall(IncomingCall call);

    /** A reply to a send; or, in formats whose pushes have no method, sent unasked. */
    void onReply(RequestId id, Incoming reply);

    /** The handling of a send failed. */
    void onFailure(RequestId id, BiSocketException failure);

    /** A message has been sent; sizes as {@link io.bisocket.BiSocketMetrics} has them. */
    default void onSent(MessageType type, int bytes, int packedBytes) {}

    /** A message has come, which one of the others tells, too. */
    default void onReceived(MessageType type, int bytes, int packedBytes) {}

    /** Messages wait for credit. */
    default void onCreditStalled() {}

    /**
     * The peer is going to end the link.
     *
     * @param needsSuccessor true: another should be opened, since this one's key has expired, and
     *     this one goes on meanwhile. False: the peer takes no new requests; what it has accepted
     *     it answers
     */
    default void onGoAway(boolean needsSuccessor) {}

    /**
     * No socket is left, and nobody listens where they went. In formats that resume the link stays
     * open for a while, in case that somebody does again.
     */
    default void onUnreachable() {}

    /**
     * The peer said goodbye after its last call: finish what was accepted, then {@linkplain
     * Link#close() close}.
     */
    default void onGoodbye() {}

    /** The link has broken, and its sockets are about to be closed. */
    default void onBroken() {}

    /**
     * No message comes or goes any more; everything that was pending has been told. Called exactly
     * once.
     *
     * @param cause what broke the link; null if it was closed in good order
     */
    void onClosed(@Nullable BiSocketException cause);
}
