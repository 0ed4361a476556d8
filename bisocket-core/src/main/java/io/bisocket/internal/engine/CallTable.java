package io.bisocket.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls by their numbers. The calls are the entries themselves, so none is made; and as numbers
 * follow each other, the ones that live are spread evenly.
 */
final class CallTable<C extends Numbered<C>> {

    private static final int INITIAL_BITS = 3;

    /** 2^64 divided by the golden ratio: Knuth, The Art of Computer Programming 3, 6.4. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private @Nullable Object[] buckets = new @Nullable Object[1 << INITIAL_BITS];
    private int shift = Long.SIZE - INITIAL_BITS;
    private int size;

    /** The call with this number; null if there is none. */
    @Nullable C get(long reference) {
        C call = bucket(index(reference));
        while (call != null && call.reference() != reference) {
            call = call.nextInBucket();
        }
        return call;
    }

    /** Adds a call whose number is new. */
    void put(C call) {
        if (size == buckets.length) {
            grow();
        }
        size++;
        link(call);
    }

    /** Takes out the call with this number; null if there was none. */
    @Nullable C remove(long reference) {
        int index = index(reference);
        C before = null;
        C call = bucket(index);
        while (call != null && call.reference() != reference) {
            before = call;
            call = call.nextInBucket();
        }
        if (call == null) {
            return null;
        }
        if (before == null) {
            buckets[index] = call.nextInBucket();
        } else {
            before.nextInBucket(call.nextInBucket());
        }
        call.nextInBucket(null);
        size--;
        return call;
    }

    /** All of them, in no order. */
    List<C> all() {
        List<C> all = new ArrayList<>(size);
        for (int i = 0; i < buckets.length; i++) {
            for (C call = bucket(i); call != null; call = call.nextInBucket()) {
                all.add(call);
            }
        }
        return all;
    }

    /** Takes out all of them, in no order. */
    List<C> takeAll() {
        List<C> all = all();
        all.forEach(call -> call.nextInBucket(null));
        buckets = new @Nullable Object[1 << INITIAL_BITS];
        shift = Long.SIZE - INITIAL_BITS;
        size = 0;
        return all;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    private void grow() {
        List<C> all = all();
        buckets = new @Nullable Object[buckets.length * 2];
        shift--;
        all.forEach(this::link);
    }

    private void link(C call) {
        int index = index(call.reference());
        call.nextInBucket(bucket(index));
        buckets[index] = call;
    }

    private int index(long reference) {
        return (int) ((reference * SPREAD) >>> shift);
    }

    /** Only calls are put there. */
    @SuppressWarnings("unchecked")
    private @Nullable C bucket(int index) {
        return (C) buckets[index];
    }
}
