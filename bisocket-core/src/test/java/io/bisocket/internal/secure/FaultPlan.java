package io.bisocket.internal.secure;

import io.bisocket.internal.secure.Fault.Kind;
import io.bisocket.internal.secure.FaultProxy.Direction;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which units a {@link FaultProxy} spoils, and how. Asked once for each unit, from several threads.
 */
@FunctionalInterface
public interface FaultPlan {

    /** Lets all units pass. */
    FaultPlan NONE = (connection, direction, unit) -> Fault.PASS;

    /**
     * What becomes of a unit.
     *
     * @param connection how many were accepted before this one
     * @param unit 0 for the hello or the reply, then the records
     */
    Fault at(int connection, Direction direction, int unit);

    /** One fault at one place. */
    static FaultPlan once(int connection, Direction direction, int unit, Fault fault) {
        return (c, d, u) -> c == connection && d == direction && u == unit ? fault : Fault.PASS;
    }

    /**
     * Any of these faults by chance, on average once in so many units. The same seed spoils the
     * same units in the same way, whatever the threads do.
     */
    static FaultPlan seeded(long seed, int oneIn, List<Kind> kinds) {
        return (connection, direction, unit) -> {
            long place = ((long) connection << 40) ^ ((long) direction.ordinal() << 39) ^ unit;
            SplittableRandom random =
                    new SplittableRandom(new SplittableRandom(seed).nextLong() ^ mix(place));
            return random.nextInt(oneIn) != 0
                    ? Fault.PASS
                    : Fault.of(
                            kinds.get(random.nextInt(kinds.size())), 1 + random.nextInt(100_000));
        };
    }

    /** This plan's faults, and where it has none the other's. */
    default FaultPlan or(FaultPlan other) {
        return (connection, direction, unit) -> {
            Fault fault = at(connection, direction, unit);
            return fault.kind() == Kind.PASS ? other.at(connection, direction, unit) : fault;
        };
    }

    private static long mix(long place) {
        return new SplittableRandom(place).nextLong();
    }
}
