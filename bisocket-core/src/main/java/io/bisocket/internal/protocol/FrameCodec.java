package io.bisocket.internal.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Frames to bytes and back. See {@link Frame} for what all have in common, and each frame's codec
 * for its body. The shorter bodies:
 *
 * <pre>
 * DEMAND        u64 reference │ u64 total, at least 1
 * CANCEL        u64 reference
 * PING, PONG    8 bytes
 * GOAWAY        u16 code
 * </pre>
 */
public final class FrameCodec {

    private FrameCodec() {}

    /**
     * Appends a frame.
     *
     * @throws IllegalArgumentException if a field is too long for the wire
     */
    public static void write(Frame frame, ByteBuf out) {
        int at = out.writerIndex();
        out.writeShort(0).writeByte(frame.type().number()).writeByte(flags(frame));
        writeBody(frame, out);
        endFrame(at, out);
    }

    /** Fills in the length of a frame that begins there. */
    static void endFrame(int at, ByteBuf out) {
        int length = out.writerIndex() - at - Frame.HEADER_LENGTH;
        if (length > 0xFFFF) {
            throw new IllegalArgumentException(
                    "a frame's body must be at most 65535 bytes but was " + length);
        }
        out.setShort(at, length);
    }

    private static int flags(Frame frame) {
        return switch (frame.type()) {
            case DATA -> DataCodec.flags((Data) frame);
            case OPEN -> OpenCodec.flags((Open) frame);
            case OPEN_OK -> OpenOkCodec.flags((OpenOk) frame);
            default -> 0;
        };
    }

    private static void writeBody(Frame frame, ByteBuf out) {
        switch (frame.type()) {
            case OPEN -> OpenCodec.write((Open) frame, out);
            case OPEN_OK -> OpenOkCodec.write((OpenOk) frame, out);
            case DATA -> DataCodec.write((Data) frame, out);
            case ACK -> AckCodec.write((Ack) frame, out);
            case DEMAND -> {
                Demand demand = (Demand) frame;
                out.writeLong(demand.reference()).writeLong(demand.total());
            }
            case CANCEL -> out.writeLong(((Cancel) frame).reference());
            case PING -> out.writeLong(((Ping) frame).token());
            case PONG -> out.writeLong(((Pong) frame).token());
            case GOAWAY -> out.writeShort(((GoAway) frame).code());
            case CLOSE -> CloseCodec.write((Close) frame, out);
        }
    }

    /**
     * Reads the next frame of a record. The part of a {@link Data} frame stays in the buffer's
     * array, where it has one.
     *
     * @param record the plaintext of one record, with at least one byte left
     * @throws FrameException if what follows is not a whole frame as the protocol has it
     */
    public static Frame read(ByteBuf record) {
        if (record.readableBytes() < Frame.HEADER_LENGTH) {
            throw FrameException.mustBe("a frame", "at least 4 bytes", record.readableBytes());
        }
        int length = record.readUnsignedShort();
        FrameType type = FrameType.of(record.readUnsignedByte());
        int flags = record.readUnsignedByte();
        if (length > record.readableBytes()) {
            throw FrameException.mustBe(
                    type + ": body length", "at most " + record.readableBytes(), length);
        }
        BodyReader body = new BodyReader(type.name(), record, length);
        Frame frame = readBody(type, flags, body);
        body.requireEnd();
        return frame;
    }

    private static Frame readBody(FrameType type, int flags, BodyReader body) {
        return switch (type) {
            case OPEN -> OpenCodec.read(flags, body);
            case OPEN_OK -> OpenOkCodec.read(flags, body);
            case DATA -> DataCodec.read(flags, body);
            default -> readPlain(type, flags, body);
        };
    }

    private static Frame readPlain(FrameType type, int flags, BodyReader body) {
        if (flags != 0) {
            throw body.mustBe("flags", 0, flags);
        }
        return switch (type) {
            case ACK -> AckCodec.read(body);
            case DEMAND -> new Demand(body.u64("reference"), body.count("total", 1));
            case CANCEL -> new Cancel(body.u64("reference"));
            case PING -> new Ping(body.u64("token"));
            case PONG -> new Pong(body.u64("token"));
            case GOAWAY -> new GoAway(body.u16("code"));
            case CLOSE -> CloseCodec.read(body);
            default -> throw new IllegalArgumentException(type + " has flags");
        };
    }
}
