package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * A fragment of a message; flags 1 = first, 2 = last, 4 = void.
 *
 * <pre>
 * u16 slot
 * first:  u8 kind │ u64 reference
 *           request, stream:        u32 timeout, ms; 0 = none left, 2^32-1 = no deadline
 *           stream:                 u64 demand
 *           request, stream, send:  u8 n │ method, n bytes
 *           headers │ u8 compression │ if compressed: u32 raw length │ u32 wire length
 * last:   u64 sequence
 * part of the payload, to the end
 * </pre>
 */
public final class DataCodec {

    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int VOID = 4;

    private static final int SLOT_LENGTH = 2;
    private static final int SEQUENCE_LENGTH = 8;
    private static final int HEAD_LENGTH = 1 + 8 + 2 + 1 + 4;

    private DataCodec() {}

    /** What a fragment takes in a record beside its part of the payload, in bytes. */
    public static int overhead(@Nullable DataHead head, boolean last) {
        return Frame.HEADER_LENGTH
                + SLOT_LENGTH
                + (head == null ? 0 : length(head))
                + (last ? SEQUENCE_LENGTH : 0);
    }

    private static int length(DataHead head) {
        int length = HEAD_LENGTH + head.headers().encodedLength();
        if (head.kind().wantsAnswer()) {
            length += 4;
        }
        if (head.kind() == MessageKind.STREAM) {
            length += 8;
        }
        if (head.kind().isCall()) {
            length += 1 + ByteBufUtil.utf8Bytes(head.method());
        }
        return head.compression() == 0 ? length : length + 4;
    }

    static int flags(Data data) {
        return (data.head() == null ? 0 : FIRST)
                | (data.isLast() ? LAST : 0)
                | (data.isVoid() ? VOID : 0);
    }

    /**
     * Appends a message in one piece, as a frame.
     *
     * @param timeoutMillis in place of the head's
     * @param demand in place of the head's
     */
    public static void writeWhole(
            DataHead head,
            long timeoutMillis,
            long demand,
            long sequence,
            byte[] payload,
            ByteBuf out) {
        int at = out.writerIndex();
        out.writeShort(0).writeByte(FrameType.DATA.number()).writeByte(FIRST | LAST).writeShort(0);
        writeHead(head, timeoutMillis, demand, out);
        out.writeLong(sequence).writeBytes(payload);
        FrameCodec.endFrame(at, out);
    }

    static void write(Data data, ByteBuf out) {
        out.writeShort(data.slot());
        DataHead head = data.head();
        if (head != null) {
            writeHead(head, head.timeoutMillis(), head.demand(), out);
        }
        if (data.isLast()) {
            out.writeLong(data.sequence());
        }
        BodyWriter.bytes(data.part(), out);
    }

    private static void writeHead(DataHead head, long timeoutMillis, long demand, ByteBuf out) {
        MessageKind kind = head.kind();
        out.writeByte(kind.number()).writeLong(head.reference());
        if (kind.wantsAnswer()) {
            out.writeInt((int) timeoutMillis);
        }
        if (kind == MessageKind.STREAM) {
            out.writeLong(demand);
        }
        if (kind.isCall()) {
            BodyWriter.shortText("a method", head.method(), out);
        }
        HeadersCodec.write(head.headers(), out);
        out.writeByte(head.compression());
        if (head.compression() != 0) {
            out.writeInt(head.rawLength());
        }
        out.writeInt(head.wireLength());
    }

    static Data read(int flags, BodyReader body) {
        if ((flags & ~(FIRST | LAST | VOID)) != 0 || (flags & (LAST | VOID)) == VOID) {
            throw body.mustBe("flags", "0 to 3, 6 or 7", flags);
        }
        boolean isVoid = (flags & VOID) != 0;
        boolean isLast = (flags & LAST) != 0;
        int slot = body.u16("slot");
        DataHead head = (flags & FIRST) == 0 ? null : readHead(body);
        long sequence = isLast ? body.count("sequence", 1) : 0;
        Slice part = body.rest();
        requirePart(body, head, isLast, isVoid, part.length());
        return new Data(slot, head, sequence, isVoid, part);
    }

    private static DataHead readHead(BodyReader body) {
        MessageKind kind = MessageKind.of(body.u8("kind"));
        long reference = body.u64("reference");
        long timeout = kind.wantsAnswer() ? body.u32("timeout") : DataHead.NO_TIMEOUT;
        long demand = kind == MessageKind.STREAM ? body.count("demand", 0) : 0;
        String method = kind.isCall() ? body.name("method", body.u8("method length")) : "";
        Headers headers = HeadersCodec.read(body);
        int compression = body.u8("compression");
        int rawLength = compression == 0 ? 0 : body.size("raw length", 0);
        int wireLength = body.size("wire length", 0);
        return new DataHead(
                kind,
                reference,
                timeout,
                demand,
                method,
                headers,
                compression,
                compression == 0 ? wireLength : rawLength,
                wireLength);
    }

    /** Every fragment carries some of the payload, unless there is none. */
    private static void requirePart(
            BodyReader body, @Nullable DataHead head, boolean isLast, boolean isVoid, int length) {
        if (isVoid) {
            if (length != 0) {
                throw body.mustBe("the part of a void message", "empty", length + " bytes");
            }
        } else if (head == null || head.wireLength() > 0) {
            if (length == 0) {
                throw body.mustBe("the part", "at least 1 byte", "empty");
            }
        }
        if (head != null && !isVoid) {
            requireWithin(body, isLast, length, head.wireLength());
        }
    }

    private static void requireWithin(BodyReader body, boolean isLast, int part, int whole) {
        if (isLast && part != whole) {
            throw body.mustBe("the only part", "the whole " + whole + " bytes", part);
        }
        if (!isLast && part >= whole) {
            throw body.mustBe("the first of several parts", "less than " + whole + " bytes", part);
        }
    }
}
