package io.bisocket.internal.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of an array, not copied: whoever keeps it longer than the array's owner allows copies it.
 *
 * @param array the array
 * @param offset where the part begins
 * @param length how many bytes it has
 */
public record Slice(byte[] array, int offset, int length) {

    /** No bytes. */
    public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    /** A whole array. */
    public static Slice of(byte[] array) {
        return new Slice(array, 0, array.length);
    }

    /** A copy of the part. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Copies the part to another array. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
    }

    /** Whether both parts hold the same bytes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Slice that
                && Arrays.equals(
                        array,
                        offset,
                        offset + length,
                        that.array,
                        that.offset,
                        that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return "Slice[" + length + " bytes]";
    }
}
