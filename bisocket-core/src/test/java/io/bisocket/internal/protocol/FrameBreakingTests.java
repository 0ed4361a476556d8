package io.bisocket.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, reading either refuses it or understands it wholly. */
class FrameBreakingTests {

    @Test
    void whenAFrameIsCutAnywhereItIsRefused() {
        for (Frame frame : Frames.all()) {
            byte[] bytes = Frames.bytes(frame);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> Frames.read(cut))
                        .as("%s cut to %d bytes", frame, length)
                        .isInstanceOf(FrameException.class);
            }
        }
    }

    @Test
    void whenABodyIsCutAnywhereItIsRefusedOrUnderstood() {
        for (Frame frame : Frames.all()) {
            byte[] bytes = Frames.bytes(frame);
            for (int length = Frame.HEADER_LENGTH; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                cut[0] = (byte) (length - Frame.HEADER_LENGTH >> 8);
                cut[1] = (byte) (length - Frame.HEADER_LENGTH);
                assertRefusedOrUnderstood(cut);
            }
        }
    }

    @Test
    void whenAnyByteIsChangedToAnyOtherItIsRefusedOrUnderstood() {
        for (Frame frame : Frames.all()) {
            byte[] bytes = Frames.bytes(frame);
            for (int at = 0; at < bytes.length; at++) {
                byte genuine = bytes[at];
                for (int value = 0; value < 256; value++) {
                    bytes[at] = (byte) value;
                    assertRefusedOrUnderstood(bytes);
                }
                bytes[at] = genuine;
            }
        }
    }

    @Test
    void whenBytesAreRandomTheyAreRefusedOrUnderstood() {
        long seed = Long.getLong("bisocket.seed", System.nanoTime());
        System.out.println("FrameBreakingTests: -Dbisocket.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length >= Frame.HEADER_LENGTH) {
                bytes[0] = 0;
                bytes[1] = (byte) (bytes.length - Frame.HEADER_LENGTH);
                bytes[2] = (byte) (1 + random.nextInt(10));
                bytes[3] = (byte) random.nextInt(8);
            }
            assertRefusedOrUnderstood(bytes);
        }
    }

    private static void assertRefusedOrUnderstood(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        Frame frame;
        try {
            frame = FrameCodec.read(in);
        } catch (FrameException e) {
            if (!e.getMessage().contains("must")) {
                throw new AssertionError("does not say what must be", e);
            }
            return;
        }
        byte[] understood = Arrays.copyOf(bytes, in.readerIndex());
        if (!Arrays.equals(Frames.bytes(frame), understood)) {
            assertThat(Frames.bytes(frame)).as(frame.toString()).isEqualTo(understood);
        }
    }
}
