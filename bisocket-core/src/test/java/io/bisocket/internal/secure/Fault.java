package io.bisocket.internal.secure;

/**
 * What a {@link FaultProxy} does to a unit, that is a hello, a reply or a record.
 *
 * @param kind what is done
 * @param value how much or where; 0 where the kind needs nothing
 */
public record Fault(Kind kind, int value) {

    /** The kinds of faults. */
    public enum Kind {
        /** None. */
        PASS,
        /**
         * Inverts the bit of this number, counted from the unit's first byte; modulo its length.
         */
        FLIP,
        /** Leaves the unit out. */
        DROP,
        /** Sends the unit twice. */
        DOUBLE,
        /** Sends the unit after the one that follows it. */
        SWAP,
        /**
         * Sends the unit, and then the record that came so many before it; of the last 16, modulo.
         */
        REPLAY,
        /** Sends the unit back to where it came from, and not on. */
        REFLECT,
        /** Sends the last record of another connection, if any, else the unit, before the unit. */
        SPLICE,
        /** Sends so many bytes of the unit, modulo its length, and closes both ends. */
        TRUNCATE,
        /** Resets both ends. */
        RESET,
        /** Sends nothing more in this direction, and reads nothing; the connection stays. */
        STALL
    }

    /** No fault. */
    public static final Fault PASS = of(Kind.PASS);

    public static Fault of(Kind kind) {
        return new Fault(kind, 0);
    }

    public static Fault of(Kind kind, int value) {
        return new Fault(kind, value);
    }
}
