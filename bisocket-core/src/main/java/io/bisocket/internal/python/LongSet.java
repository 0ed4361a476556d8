package io.bisocket.internal.python;

/**
 * An open-addressed set of non-zero longs that grows up to a fixed number of them. Not thread-safe.
 */
final class LongSet {

    private static final int SMALLEST_TABLE = 64;

    private final long multiplier;
    private long[] table = new long[SMALLEST_TABLE];
    private int size;

    /**
     * @param multiplier an odd number that nobody else knows, so that nobody can choose longs that
     *     collide in the table
     */
    LongSet(long multiplier) {
        this.multiplier = multiplier | 1;
    }

    int size() {
        return size;
    }

    boolean contains(long value) {
        return table[slot(value)] != 0;
    }

    void add(long value) {
        int slot = slot(value);
        if (table[slot] == 0) {
            table[slot] = value;
            size++;
            growIfHalfFull();
        }
    }

    /** The slot that holds the value, or the empty one where it belongs. */
    private int slot(long value) {
        int shift = Long.numberOfLeadingZeros(table.length) + 1;
        int slot = (int) ((value * multiplier) >>> shift);
        while (table[slot] != 0 && table[slot] != value) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private void growIfHalfFull() {
        if (size <= table.length / 2) {
            return;
        }
        long[] old = table;
        table = new long[old.length * 2];
        for (long value : old) {
            if (value != 0) {
                table[slot(value)] = value;
            }
        }
    }
}
