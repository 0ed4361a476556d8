package io.bisocket.internal.python;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Remembers the IVs that were received and those that were sent under one key, so that a frame that
 * comes again, or comes back, can be refused. Safe for use by many threads.
 *
 * <p><b>What it guarantees.</b> An IV is known from the moment that it is recorded until at least
 * {@value #GENERATION} further IVs, received and sent together, have been recorded; at the latest
 * after twice as many it is forgotten, and a frame with it would be accepted again. All is
 * forgotten with the process. Memory is bounded: two generations of {@value #GENERATION} IVs take
 * 16 MiB at most, and next to nothing while there is little traffic.
 *
 * <p>IVs are told apart by 64 bits that are drawn from all 96 with a secret number. A fresh random
 * IV is mistaken for a known one with a chance below one in 2<sup>44</sup>.
 */
public final class ReplayGuard {

    /** How many IVs one of the two generations holds. */
    static final int GENERATION = 1 << 18;

    private final long multiplier;
    private final long tailMultiplier;
    private final int generation;
    private LongSet current;
    private LongSet previous;

    ReplayGuard() {
        this(GENERATION);
    }

    ReplayGuard(int generation) {
        SecureRandom random = new SecureRandom();
        this.multiplier = random.nextLong();
        this.tailMultiplier = random.nextLong() | 1;
        this.generation = generation;
        this.current = new LongSet(multiplier);
        this.previous = new LongSet(multiplier);
    }

    /**
     * Records an IV that came with an authentic frame. Others must not be recorded: whoever forges
     * frames could fill the memory.
     *
     * @param iv 12 bytes
     * @return false if it is known already, received or sent
     */
    public synchronized boolean firstSeen(byte[] iv) {
        long fingerprint = fingerprint(iv);
        if (current.contains(fingerprint) || previous.contains(fingerprint)) {
            return false;
        }
        record(fingerprint);
        return true;
    }

    /**
     * Records an IV that this end has used.
     *
     * @param iv 12 bytes
     */
    public synchronized void sent(byte[] iv) {
        record(fingerprint(iv));
    }

    void refuseUnlessFirst(byte[] iv) {
        if (!firstSeen(iv)) {
            throw new PythonDecodeException(
                    PythonDecodeException.Reason.REPLAY,
                    "expected a new frame but this one was received or sent before");
        }
    }

    private void record(long fingerprint) {
        if (current.size() == generation) {
            previous = current;
            current = new LongSet(multiplier);
        }
        current.add(fingerprint);
    }

    private long fingerprint(byte[] iv) {
        ByteBuffer bytes = ByteBuffer.wrap(iv);
        long fingerprint = bytes.getLong() ^ multiplier ^ (bytes.getInt() * tailMultiplier);
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
