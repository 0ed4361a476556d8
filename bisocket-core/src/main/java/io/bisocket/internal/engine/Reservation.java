package io.bisocket.internal.engine;

/** What one message holds of the memory budget, in bytes; given back once. */
final class Reservation {

    /** Of messages that are too small to be counted. */
    static final Reservation NONE = new Reservation(MemoryBudget.UNLIMITED);

    private final MemoryBudget budget;
    private long held;

    Reservation(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Takes more, or says that there is too little left. */
    boolean take(long bytes) {
        if (!budget.reserve(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Gives all of it back. Does nothing the second time. */
    void release() {
        if (held > 0) {
            budget.release(held);
            held = 0;
        }
    }
}
