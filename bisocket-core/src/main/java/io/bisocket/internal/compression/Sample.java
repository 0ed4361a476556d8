package io.bisocket.internal.compression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A look at some slices of a payload, 8 KiB in all at most, which tells in some microseconds
 * whether it is worth packing and what kind of payload it is.
 *
 * @param entropy bits per byte, of bytes taken by themselves; 0 to 8
 * @param repeats the share of places at which four bytes stand that stood before; not counted, and
 *     0, where the entropy alone says enough
 */
record Sample(double entropy, double repeats) {

    private static final int SLICE = 1024;
    private static final int SMALLEST = 4096;
    private static final int LARGEST = 8 * 1024;
    private static final int SHARE = 64;

    /** Below this, Huffman coding alone saves a tenth. */
    private static final double DENSE = 7.2;

    private static final double ENOUGH_REPEATS = 1 / 16.0;

    private static final int HASH_BITS = 12;
    private static final int HASH_SHIFT = Integer.SIZE - HASH_BITS;
    private static final int HASH_FACTOR = 0x9E3779B1;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of a payload of at least one byte. */
    static Sample of(byte[] payload) {
        byte[] slices = slices(payload);
        double entropy = entropy(slices);
        return new Sample(entropy, entropy < DENSE ? 0 : repeats(slices));
    }

    boolean compressible() {
        return entropy < DENSE || repeats > ENOUGH_REPEATS;
    }

    /** Slices at equal distances, the first and the last bytes among them. */
    private static byte[] slices(byte[] payload) {
        int length = Math.max(SMALLEST, Math.min(LARGEST, payload.length / SHARE));
        if (payload.length <= length) {
            return payload;
        }
        int count = length / SLICE;
        byte[] slices = new byte[count * SLICE];
        for (int i = 0; i < count; i++) {
            long start = (long) (payload.length - SLICE) * i / (count - 1);
            System.arraycopy(payload, (int) start, slices, i * SLICE, SLICE);
        }
        return slices;
    }

    private static double entropy(byte[] bytes) {
        int[] counts = new int[256];
        for (byte b : bytes) {
            counts[b & 0xFF]++;
        }
        double sum = 0;
        for (int count : counts) {
            sum += count == 0 ? 0 : count * Math.log(count);
        }
        double nats = Math.log(bytes.length) - sum / bytes.length;
        return nats / Math.log(2);
    }

    private static double repeats(byte[] bytes) {
        int[] last = new int[1 << HASH_BITS];
        int places = bytes.length - Integer.BYTES + 1;
        int repeats = 0;
        for (int i = 0; i < places; i++) {
            int four = (int) INT.get(bytes, i);
            int slot = (four * HASH_FACTOR) >>> HASH_SHIFT;
            if (last[slot] == four) {
                repeats++;
            }
            last[slot] = four;
        }
        return (double) repeats / Math.max(1, places);
    }
}
