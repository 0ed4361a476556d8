package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * Headers of a message.
 *
 * <pre>
 * u16 h │ as often as h bytes hold: u8 n │ name, n bytes │ u16 v │ value, v bytes
 * </pre>
 */
final class HeadersCodec {

    private HeadersCodec() {}

    static void write(Headers headers, ByteBuf out) {
        out.writeShort(headers.encodedLength());
        for (Header header : headers.list()) {
            BodyWriter.shortText("a header's name", header.name(), out);
            int at = out.writerIndex();
            out.writeShort(0);
            out.setShort(at, ByteBufUtil.writeUtf8(out, header.value()));
        }
    }

    static Headers read(BodyReader body) {
        int length = body.u16("headers length");
        if (length == 0) {
            return Headers.NONE;
        }
        if (length > Headers.MAX_LENGTH || length > body.remaining()) {
            int limit = Math.min(Headers.MAX_LENGTH, body.remaining());
            throw body.mustBe("headers length", "at most " + limit, length);
        }
        return Headers.decoded(list(body, body.remaining() - length), length);
    }

    private static List<Header> list(BodyReader body, int remainingAfter) {
        List<Header> list = new ArrayList<>();
        while (body.remaining() > remainingAfter) {
            int nameLength = body.u8("header name length");
            if (nameLength == 0) {
                throw body.mustBe("header name length", "1 to 255", 0);
            }
            String name = body.text("header name", nameLength);
            String value = body.text("header value", body.u16("header value length"));
            list.add(new Header(name, value));
        }
        if (body.remaining() < remainingAfter) {
            throw new FrameException("DATA: a header must end where the headers end");
        }
        return list;
    }
}
