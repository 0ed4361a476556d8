package io.bisocket.internal.python;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue from which anything can be taken at once, wherever it stands. Not thread-safe. */
final class Departures<T extends Departure> {

    private @Nullable T first;
    private @Nullable T last;

    @Nullable T first() {
        return first;
    }

    @Nullable T last() {
        return last;
    }

    void add(T departure) {
        departure.queued = true;
        departure.before = last;
        if (last == null) {
            first = departure;
        } else {
            last.after = departure;
        }
        last = departure;
    }

    /** Takes the first; null if there is none. */
    @Nullable T poll() {
        T taken = first;
        if (taken != null) {
            remove(taken);
        }
        return taken;
    }

    /** Takes one out; false if it is not here. */
    boolean remove(T departure) {
        if (!departure.queued) {
            return false;
        }
        T before = neighbour(departure.before);
        T after = neighbour(departure.after);
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        departure.queued = false;
        departure.before = null;
        departure.after = null;
        return true;
    }

    /** Those that are here, in order. */
    List<T> all() {
        List<T> all = new ArrayList<>();
        for (T each = first; each != null; each = next(each)) {
            all.add(each);
        }
        return all;
    }

    /** The one behind another that is here; null if that is the last. */
    @Nullable T next(T departure) {
        return neighbour(departure.after);
    }

    @SuppressWarnings("unchecked")
    private @Nullable T neighbour(@Nullable Departure departure) {
        // Only what was added here is linked here.
        return (T) departure;
    }
}
