package io.bisocket.internal.link;

import io.bisocket.BiSocketException;

/** Told of a reply stream, on an event loop, one after the other; must not block. */
public interface StreamListener {

    /** An item, no more of them than were asked for; to be released when it has been taken. */
    void onItem(Incoming item);

    /** The end; nothing comes after it. */
    void onEnd();

    /** It failed; nothing comes after it. */
    void onFailed(BiSocketException failure);
}
