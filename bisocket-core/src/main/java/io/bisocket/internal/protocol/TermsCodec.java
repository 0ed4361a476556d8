package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What a side states when a socket is attached.
 *
 * <pre>
 * u64 last sequence received │ grants, 48 bytes │ u32 largest message, bytes │ u16 partial messages
 * u8 n, at most 16 │ n algorithms, u8 each
 * </pre>
 */
final class TermsCodec {

    private TermsCodec() {}

    static void write(Terms terms, ByteBuf out) {
        out.writeLong(terms.lastReceived());
        GrantsCodec.write(terms.grants(), out);
        out.writeInt(terms.maxMessageSize());
        out.writeShort(terms.maxPartialMessages());
        out.writeByte(terms.algorithms().numbers().size());
        for (int number : terms.algorithms().numbers()) {
            out.writeByte(number);
        }
    }

    static Terms read(BodyReader body) {
        long lastReceived = body.count("last sequence received", 0);
        Grants grants = GrantsCodec.read(body);
        int maxMessageSize = body.size("largest message", 1);
        int maxPartialMessages = body.u16("partial messages");
        if (maxPartialMessages == 0) {
            throw body.mustBe("partial messages", "1 to 65535", 0);
        }
        Algorithms algorithms = algorithms(body);
        return new Terms(lastReceived, grants, maxMessageSize, maxPartialMessages, algorithms);
    }

    private static Algorithms algorithms(BodyReader body) {
        int count = body.u8("number of algorithms");
        if (count > Algorithms.MAX_COUNT) {
            throw body.mustBe("number of algorithms", "0 to 16", count);
        }
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = body.u8("algorithm");
            if (number == 0) {
                throw body.mustBe("algorithm", "1 to 255", 0);
            }
            numbers.add(number);
        }
        return new Algorithms(numbers);
    }
}
