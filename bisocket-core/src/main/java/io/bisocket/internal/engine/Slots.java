package io.bisocket.internal.engine;

import java.util.BitSet;

/** The numbers under which incomplete messages are told apart on one socket. */
final class Slots {

    static final int NONE = -1;

    private final BitSet used = new BitSet();
    private int limit = 1;

    void limit(int limit) {
        this.limit = limit;
    }

    boolean hasFree() {
        return used.cardinality() < limit;
    }

    int take() {
        int slot = used.nextClearBit(0);
        used.set(slot);
        return slot;
    }

    void free(int slot) {
        used.clear(slot);
    }

    void freeAll() {
        used.clear();
    }
}
