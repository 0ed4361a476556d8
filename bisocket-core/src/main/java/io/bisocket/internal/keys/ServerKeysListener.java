package io.bisocket.internal.keys;

/**
 * Told what a ring or time has changed for sessions that are open, after it has changed for new
 * ones. Called without locks, by the executor of the keys or their timer and perhaps by both at
 * once; what it throws is logged. A key may have changed again meanwhile: {@link
 * ServerKey#standing()} knows.
 */
public interface ServerKeysListener {

    /** The key is no longer in the ring, or its name has another secret: its sessions end. */
    void onRevoked(ServerKey key);

    /**
     * Some clients for which the key could speak are no longer among them: their sessions end,
     * those for which {@link ServerKey#mayServe} is false.
     */
    void onRestricted(ServerKey key);

    /** The key has expired: its sessions are to be replaced by ones under another key. */
    void onExpired(ServerKey key);
}
