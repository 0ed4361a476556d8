package io.bisocket.internal.protocol;

import static io.bisocket.internal.protocol.Frames.CLIENT;
import static io.bisocket.internal.protocol.Frames.GRANTS;
import static io.bisocket.internal.protocol.Frames.INSTANCE;
import static io.bisocket.internal.protocol.Frames.TERMS;
import static io.bisocket.internal.protocol.Frames.bytes;
import static io.bisocket.internal.protocol.Frames.hex;
import static io.bisocket.internal.protocol.Frames.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameCodecTests {

    private static final String CLIENT_HEX = "00112233445566778899aabbccddeeff";
    private static final String INSTANCE_HEX = "0f0e0d0c0b0a09080706050403020100";
    private static final String GRANTS_HEX =
            "00000000000001000000000000001000"
                    + "00000000000000010000000000000002"
                    + "00000000000000037fffffffffffffff";
    private static final String TERMS_HEX =
            "0000000000000007" + GRANTS_HEX + "01000000" + "0020" + "02" + "01" + "04";

    @Test
    void whenOpenIsWrittenEveryByteIsAsDocumented() {
        assertThat(hex(new Open(CLIENT, INSTANCE, 3, TERMS, null)))
                .isEqualTo("0065" + "0100" + CLIENT_HEX + INSTANCE_HEX + "00000003" + TERMS_HEX);
        assertThat(hex(new Open(CLIENT, INSTANCE, 3, TERMS, CLIENT)))
                .startsWith("0075" + "0101")
                .endsWith(TERMS_HEX + CLIENT_HEX);
    }

    @Test
    void whenOpenOkIsWrittenEveryByteIsAsDocumented() {
        assertThat(hex(new OpenOk(0, INSTANCE, 15_000, TERMS, "h:1", null)))
                .isEqualTo(
                        "005a"
                                + "0200"
                                + "00"
                                + INSTANCE_HEX
                                + "00003a98"
                                + TERMS_HEX
                                + "03"
                                + "683a31");
        NewSession session = new NewSession(CLIENT, new byte[32]);
        assertThat(hex(new OpenOk(0, INSTANCE, 15_000, TERMS, "", session)))
                .startsWith("0087" + "0201")
                .endsWith(TERMS_HEX + "00" + CLIENT_HEX + "00".repeat(32));
    }

    @Test
    void whenDataIsWrittenEveryByteIsAsDocumented() {
        DataHead stream =
                new DataHead(
                        MessageKind.STREAM, 5, 30_000, 9, "go", Frames.HEADERS, 2, 100, 0x010203);
        assertThat(hex(new Data(17, stream, 0, false, Frames.part("abcd"))))
                .isEqualTo(
                        "002d"
                                + "0301"
                                + "0011"
                                + "02"
                                + "0000000000000005"
                                + "00007530"
                                + "0000000000000009"
                                + "02676f"
                                + "0006"
                                + ("01" + "61" + "0002" + "c3bc")
                                + "02"
                                + "00000064"
                                + "00010203"
                                + "abcd");
        DataHead reply =
                new DataHead(
                        MessageKind.REPLY, 5, DataHead.NO_TIMEOUT, 0, "", Headers.NONE, 0, 1, 1);
        assertThat(hex(new Data(0, reply, 8, false, Frames.part("ff"))))
                .isEqualTo(
                        "001b"
                                + "0303"
                                + "0000"
                                + "04"
                                + "0000000000000005"
                                + "0000"
                                + "00"
                                + "00000001"
                                + "0000000000000008"
                                + "ff");
        assertThat(hex(new Data(2, null, 8, false, Frames.part("ff"))))
                .isEqualTo("000b" + "0302" + "0002" + "0000000000000008" + "ff");
        assertThat(hex(new Data(2, null, 0, false, Frames.part("ff"))))
                .isEqualTo("0003" + "0300" + "0002" + "ff");
        assertThat(hex(new Data(2, null, 8, true, Slice.EMPTY)))
                .isEqualTo("000a" + "0306" + "0002" + "0000000000000008");
    }

    @Test
    void whenAControlFrameIsWrittenEveryByteIsAsDocumented() {
        assertThat(hex(new Ack(7, GRANTS)))
                .isEqualTo("0038" + "0400" + "0000000000000007" + GRANTS_HEX);
        assertThat(hex(new Demand(5, 9)))
                .isEqualTo("0010" + "0500" + "0000000000000005" + "0000000000000009");
        assertThat(hex(new Cancel(-1))).isEqualTo("0008" + "0600" + "ffffffffffffffff");
        assertThat(hex(new Ping(1))).isEqualTo("0008" + "0700" + "0000000000000001");
        assertThat(hex(new Pong(1))).isEqualTo("0008" + "0800" + "0000000000000001");
        assertThat(hex(new GoAway(16))).isEqualTo("0002" + "0900" + "0010");
        assertThat(hex(new Close(CloseScope.SESSION, 16, 4)))
                .isEqualTo("000b" + "0a00" + "02" + "0010" + "0000000000000004");
        assertThat(hex(Close.attachment(CloseCode.STALE)))
                .isEqualTo("000b" + "0a00" + "01" + "0014" + "0000000000000000");
        assertThat(hex(Close.abort(CloseCode.PROTOCOL_ERROR)))
                .isEqualTo("000b" + "0a00" + "03" + "0001" + "0000000000000000");
    }

    @Test
    void whenAFrameIsReadItIsWhatWasWritten() {
        assertThat(Frames.all()).allSatisfy(frame -> assertSame(read(bytes(frame)), frame));
    }

    private static void assertSame(Frame actual, Frame expected) {
        if (expected instanceof OpenOk ok && ok.session() != null) {
            // Records compare arrays by identity.
            assertThat(bytes(actual)).isEqualTo(bytes(expected));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void whenARecordHoldsSeveralFramesEachIsReadByItself() {
        ByteBuf record = Unpooled.buffer();
        Frames.all().forEach(frame -> FrameCodec.write(frame, record));
        for (Frame frame : Frames.all()) {
            assertSame(FrameCodec.read(record), frame);
        }
        assertThat(record.isReadable()).isFalse();
    }

    @Test
    void whenAPartIsReadItIsNotCopied() {
        byte[] bytes = bytes(new Data(0, null, 1, false, Frames.part("0102")));
        Data data = (Data) read(bytes);
        assertThat(data.part().array()).isSameAs(bytes);
        assertThat(data.part().toBytes()).containsExactly(1, 2);
    }

    @Test
    void whenTheBufferHasNoArrayThePartIsReadAllTheSame() {
        ByteBuf direct = Unpooled.directBuffer();
        FrameCodec.write(new Data(0, null, 1, false, Frames.part("0102")), direct);
        assertThat(((Data) FrameCodec.read(direct)).part().toBytes()).containsExactly(1, 2);
        direct.release();
    }

    @Test
    void whenTheOverheadIsAskedForItIsWhatWritingTakes() {
        for (Frame frame : Frames.all()) {
            if (frame instanceof Data data) {
                assertThat(bytes(data))
                        .hasSize(
                                DataCodec.overhead(data.head(), data.isLast())
                                        + data.part().length());
            }
        }
    }

    @Test
    void whenABodyIsTooShortTheErrorNamesTheFirstMissingField() {
        assertError("0004 0700 00000000", "PING: token must have 8 bytes but has 4");
        assertError("0000 0900", "GOAWAY: code must have 2 bytes but has 0");
        assertError("0003 0302 0000 00", "DATA: sequence must have 8 bytes but has 1");
    }

    @Test
    void whenABodyIsTooLongTheErrorSaysByHowMuch() {
        assertError(
                "0004 0900 0001 0000",
                "GOAWAY: must end after its last field but has 2 more bytes");
    }

    @Test
    void whenTheRecordEndsWithinAFrameTheErrorSaysHowMuchWasLeft() {
        assertError("0002 09", "a frame must be at least 4 bytes but was 3");
        assertError("0002 0900 00", "GOAWAY: body length must be at most 1 but was 2");
    }

    @Test
    void whenAFieldIsOutOfItsBoundsTheErrorNamesBoth() {
        assertError("0000 0000", "frame type must be 1 to 10 but was 0");
        assertError("0000 0b00", "frame type must be 1 to 10 but was 11");
        assertError("0002 0901 0000", "GOAWAY: flags must be 0 but was 1");
        assertError(
                "0010 0500 0000000000000005 0000000000000000",
                "DEMAND: total must be 1 to 2^63-1 but was 0");
        assertError(
                "0010 0500 0000000000000005 8000000000000000",
                "DEMAND: total must be 1 to 2^63-1 but was 9223372036854775808");
        assertError("000b 0a00 04 0000 0000000000000000", "CLOSE: scope must be 1 to 3 but was 4");
        assertError(
                "000b 0a00 02 0000 0000000000000000",
                "CLOSE: sequence of scope SESSION must be at least 1 but was 0");
        assertError(
                "000b 0a00 01 0000 0000000000000001",
                "CLOSE: sequence of scope ATTACHMENT must be 0 but was 1");
    }

    @Test
    void whenOpenIsOutOfItsBoundsTheErrorNamesTheField() {
        byte[] open = bytes(new Open(CLIENT, INSTANCE, 3, TERMS, null));
        assertError(with(open, 3, 2), "OPEN: flags must be 0 or 1 but was 2");
        assertError(with(open, 39, 0), "OPEN: attach number must be at least 1 but was 0");
        assertError(with(open, 96, 0), "OPEN: largest message must be 1 to 2147483647 but was 0");
        assertError(
                with(open, 96, 0x80),
                "OPEN: largest message must be 1 to 2147483647 but was 2147483648");
        assertError(with(open, 101, 0), "OPEN: partial messages must be 1 to 65535 but was 0");
        assertError(with(open, 102, 17), "OPEN: number of algorithms must be 0 to 16 but was 17");
        assertError(with(open, 103, 0), "OPEN: algorithm must be 1 to 255 but was 0");
        assertError(
                with(open, 40, 0xFF),
                "OPEN: last sequence received must be 0 to 2^63-1 but was 18374686479671623687");
        assertError(
                with(open, 48, 0xFF),
                "OPEN: grant of messages for calls must be 0 to 2^63-1 but was"
                        + " 18374686479671623936");
    }

    @Test
    void whenDataIsOutOfItsBoundsTheErrorNamesTheField() {
        byte[] first =
                bytes(
                        new Data(
                                0,
                                Frames.head(MessageKind.SEND, "m", Headers.NONE, 2),
                                1,
                                false,
                                Frames.part("0102")));
        assertError(with(first, 3, 8), "DATA: flags must be 0 to 3, 6 or 7 but was 8");
        assertError(with(first, 3, 4), "DATA: flags must be 0 to 3, 6 or 7 but was 4");
        assertError(with(first, 6, 0), "DATA: kind must be 1 to 8 but was 0");
        assertError(with(first, 6, 9), "DATA: kind must be 1 to 8 but was 9");
        assertError(with(first, 16, 0xFF), "DATA: method must be UTF-8 but was not");
        assertError(with(first, 17, 0x20), "DATA: headers length must be at most 15 but was 8192");
        assertError(
                with(first, 20, 0x80),
                "DATA: wire length must be 0 to 2147483647 but was 2147483650");
        assertError(with(first, 23, 3), "DATA: the only part must be the whole 3 bytes but was 2");
        assertError(with(first, 31, 0), "DATA: sequence must be 1 to 2^63-1 but was 0");
        assertError(
                with(first, 3, 1),
                "DATA: the first of several parts must be less than 2 bytes but was 10");
        assertError(
                with(first, 3, 7),
                "DATA: the part of a void message must be empty but was 2 bytes");
        assertError("0002 0300 0000", "DATA: the part must be at least 1 byte but was empty");
        assertError(
                "000a 0302 0000 0000000000000001",
                "DATA: the part must be at least 1 byte but was empty");
    }

    @Test
    void whenHeadersAreOutOfTheirBoundsTheErrorNamesTheField() {
        byte[] first =
                bytes(
                        new Data(
                                0,
                                Frames.head(MessageKind.REPLY, "", Frames.HEADERS, 0),
                                1,
                                false,
                                Slice.EMPTY));
        assertError(with(first, 16, 5), "DATA: a header must end where the headers end");
        assertError(with(first, 17, 0), "DATA: header name length must be 1 to 255 but was 0");
        assertError(with(first, 20, 3), "DATA: a header must end where the headers end");
        assertError(with(first, 21, 0xFF), "DATA: header value must be UTF-8 but was not");
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void assertError(String hex, String message) {
        assertError(bytes(hex), message);
    }

    private static void assertError(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FrameException.class)
                .hasMessage(message)
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    @Test
    void whenAMethodIsTooLongItIsNotWritten() {
        DataHead head = Frames.head(MessageKind.SEND, "ü".repeat(128), Headers.NONE, 0);
        assertThatThrownBy(() -> bytes(new Data(0, head, 1, false, Slice.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a method must be at most 255 bytes but was 256");
    }

    @Test
    void whenABodyIsTooLongForItsLengthItIsNotWritten() {
        Slice part = Slice.of(new byte[65_526]);
        assertThatThrownBy(() -> bytes(new Data(0, null, 1, false, part)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a frame's body must be at most 65535 bytes but was 65536");
        assertThat(bytes(new Data(0, null, 1, false, new Slice(part.array(), 1, 65_525))))
                .hasSize(65_539);
    }

    @Test
    void whenAFrameWithASecretIsPrintedTheSecretIsNot() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 42);
        NewSession session = new NewSession(CLIENT, secret);
        assertThat(new OpenOk(0, INSTANCE, 1, TERMS, "", session).toString())
                .contains("resumeSecret=***")
                .doesNotContain("42, 42");
    }
}
