package io.bisocket.internal.session;

import io.bisocket.BiSocketException;
import io.bisocket.HandlerFailure;
import io.bisocket.RequestId;
import io.bisocket.SocketRole;
import org.jspecify.annotations.Nullable;

/**
 * What a link tells of its peer. Calls come one after the other, possibly on different threads, and
 * must not block.
 */
public interface LinkListener {

    /** Messages come and go from now on. */
    default void onOpened() {}

    /** The peer calls a method. */
    void onCall(RequestId id, String method, byte[] payload);

    /** The peer replies, or sends unasked under an id of its own. */
    void onReply(RequestId id, byte[] payload);

    /** The peer reports that a call failed. */
    void onFailure(RequestId id, HandlerFailure failure);

    /**
     * The peer said goodbye after its last call: finish what was accepted, then {@linkplain
     * Link#close() close}.
     */
    void onGoodbye();

    /** The link has broken, and its sockets are about to be closed. */
    default void onBroken() {}

    /** One of the two sockets is closed; {@link #onClosed} comes between the two. */
    void onSocketClosed(SocketRole role);

    /**
     * No message comes or goes any more. Called exactly once.
     *
     * @param cause what broke the link; null if it was closed in good order
     */
    void onClosed(@Nullable BiSocketException cause);
}
