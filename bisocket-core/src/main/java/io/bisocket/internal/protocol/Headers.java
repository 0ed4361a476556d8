package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message, in order; at most {@value #MAX_LENGTH} bytes on the wire. Immutable.
 */
public final class Headers {

    /** The most that all headers of a message take on the wire, in bytes. */
    public static final int MAX_LENGTH = 8192;

    /** No headers. */
    public static final Headers NONE = new Headers(List.of(), 0);

    private static final int MAX_NAME_LENGTH = 255;
    private static final int OVERHEAD = 3;

    private final List<Header> list;
    private final int encodedLength;

    private Headers(List<Header> list, int encodedLength) {
        this.list = list;
        this.encodedLength = encodedLength;
    }

    /**
     * These headers.
     *
     * @throws IllegalArgumentException if a name is empty or over 255 bytes, or all together take
     *     more than 8,192 bytes
     */
    public static Headers of(List<Header> list) {
        return list.isEmpty() ? NONE : new Headers(List.copyOf(list), measure(list));
    }

    /** These headers, which were read from so many bytes. */
    static Headers decoded(List<Header> list, int encodedLength) {
        return new Headers(List.copyOf(list), encodedLength);
    }

    private static int measure(List<Header> list) {
        int total = 0;
        for (Header header : list) {
            int name = ByteBufUtil.utf8Bytes(header.name());
            if (name == 0 || name > MAX_NAME_LENGTH) {
                throw new IllegalArgumentException(
                        "a header's name must be 1 to 255 bytes but was " + name);
            }
            total += OVERHEAD + name + ByteBufUtil.utf8Bytes(header.value());
        }
        if (total > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "headers must take at most %d bytes but took %d".formatted(MAX_LENGTH, total));
        }
        return total;
    }

    /** All of them, in order. */
    public List<Header> list() {
        return list;
    }

    /** What they take on the wire, in bytes. */
    public int encodedLength() {
        return encodedLength;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
