package io.bisocket.internal.python;

import io.netty.buffer.ByteBuf;

/**
 * Looks for the frame terminator in bytes that come in pieces, and looks at every byte once: what a
 * piece ended with is remembered as a number.
 *
 * <p>The terminator holds no {@code |} but its first and last byte, so after a mismatch at most the
 * mismatching byte itself can be the beginning of another.
 */
final class TerminatorSearch {

    private static final byte FIRST = Token.TERMINATOR.at(0);

    private int matched;

    /** How many bytes at the end of what was searched may belong to a terminator. */
    int matched() {
        return matched;
    }

    /**
     * Searches the bytes that follow those of the previous call.
     *
     * @return the index after the terminator, or -1 if it does not end here
     */
    int find(ByteBuf in, int from, int to) {
        int index = from;
        while (index < to) {
            if (matched == 0) {
                index = in.indexOf(index, to, FIRST);
                if (index < 0) {
                    return -1;
                }
            }
            step(in.getByte(index++));
            if (matched == Token.LENGTH) {
                matched = 0;
                return index;
            }
        }
        return -1;
    }

    private void step(byte next) {
        if (next == Token.TERMINATOR.at(matched)) {
            matched++;
        } else {
            matched = next == FIRST ? 1 : 0;
        }
    }
}
