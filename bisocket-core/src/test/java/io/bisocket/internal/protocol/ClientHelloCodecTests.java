package io.bisocket.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.SocketRole;
import io.bisocket.internal.protocol.HelloHeader.KeyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ClientHelloCodecTests {

    private static final String KEY_ID_HEX = "000102030405060708090a0b0c0d0e0f";
    private static final byte[] NOISE = new byte[48];
    private static final HelloHeader HEADER =
            new HelloHeader(
                    3, KeyKind.SESSION, SocketRole.RECEIVE, HexFormat.of().parseHex(KEY_ID_HEX));
    private static final String HEADER_HEX =
            "8942534b320d0a1a"
                    + "001c"
                    + "02"
                    + "03"
                    + "01"
                    + "01"
                    + "01"
                    + KEY_ID_HEX
                    + "7c5b2d5f2d5d7c";

    static {
        Arrays.fill(NOISE, (byte) 0xEE);
    }

    @Test
    void whenAHelloIsWrittenEveryByteIsAsDocumented() {
        byte[] hello = ClientHelloCodec.encode(new ClientHello(HEADER, NOISE));
        assertThat(HexFormat.of().formatHex(hello))
                .isEqualTo(HEADER_HEX + "0030" + "ee".repeat(48));
        assertThat(hello).hasSize(88).startsWith(ClientHelloCodec.magic());
    }

    @Test
    void whenAHelloIsReadItIsWhatWasWrittenAndWhatFollowsIsLeft() {
        for (KeyKind kind : KeyKind.values()) {
            HelloHeader header = new HelloHeader(0, kind, SocketRole.SEND, new byte[16]);
            ByteBuf in = Unpooled.buffer();
            in.writeBytes(ClientHelloCodec.encode(new ClientHello(header, NOISE))).writeByte(1);
            ClientHello hello = ClientHelloCodec.read(in);
            assertThat(hello.header()).isEqualTo(header);
            assertThat(hello.noiseMessage()).isEqualTo(NOISE);
            assertThat(in.readableBytes()).isEqualTo(1);
        }
    }

    @Test
    void whenThePrologueIsComputedItHoldsTheServiceNameAndTheHeader() {
        byte[] prologue = ClientHelloCodec.prologue("shöp", HEADER);
        assertThat(HexFormat.of().formatHex(prologue))
                .isEqualTo("6269736f636b65742f32" + "0005" + "7368c3b670" + HEADER_HEX);
    }

    @Test
    void whenTheServiceNameIsTooLongTheErrorSaysSo() {
        String name = "n".repeat(65_536);
        assertThatThrownBy(() -> ClientHelloCodec.prologue(name, HEADER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a service name must be at most 65535 bytes but was 65536");
    }

    @Test
    void whenAFieldIsWrongTheErrorSaysWhatItMustBe() {
        assertError(0, 0, "hello: magic must be 8942534b320d0a1a but was 0042534b320d0a1a");
        assertError(9, 29, "hello: header length must be 28 but was 29");
        assertError(10, 0, "hello: major version must be 2 but was 0");
        assertError(12, 2, "hello: suite must be 1 but was 2");
        assertError(13, 2, "hello: key kind must be 0 or 1 but was 2");
        assertError(13, 0, "hello: role with a configured key must be 0 but was 1");
        assertError(14, 2, "hello: role must be 0 or 1 but was 2");
        assertError(31, 0, "hello: terminator must be 7c5b2d5f2d5d7c but was 005b2d5f2d5d7c");
        assertError(39, 49, "hello: Noise length must be 48 but was 49");
    }

    private static void assertError(int at, int value, String message) {
        byte[] hello = ClientHelloCodec.encode(new ClientHello(HEADER, NOISE));
        hello[at] = (byte) value;
        assertThatThrownBy(() -> ClientHelloCodec.read(Unpooled.wrappedBuffer(hello)))
                .isInstanceOf(FrameException.class)
                .hasMessage(message);
    }

    @Test
    void whenAnyByteIsChangedItIsRefusedOrUnderstood() {
        byte[] hello = ClientHelloCodec.encode(new ClientHello(HEADER, NOISE));
        int refused = 0;
        for (int at = 0; at < hello.length; at++) {
            byte genuine = hello[at];
            for (int value = 0; value < 256; value++) {
                hello[at] = (byte) value;
                try {
                    ClientHello read = ClientHelloCodec.read(Unpooled.wrappedBuffer(hello));
                    assertThat(ClientHelloCodec.encode(read)).isEqualTo(hello);
                } catch (FrameException e) {
                    refused++;
                }
            }
            hello[at] = genuine;
        }
        // 8 magic, 2 length, major, suite, 7 terminator, 2 length: one value each; role two; kind
        // one, as kind 0 has no receive socket.
        assertThat(refused).isEqualTo(22 * 255 + 254);
    }

    @Test
    void whenPartsHaveTheWrongLengthTheErrorSaysSo() {
        assertThatThrownBy(() -> new ClientHello(HEADER, new byte[47]))
                .hasMessage("a Noise message must be 48 bytes but was 47");
        assertThatThrownBy(() -> new HelloHeader(0, KeyKind.SESSION, SocketRole.SEND, new byte[15]))
                .hasMessage("a key id must be 16 bytes but was 15");
    }
}
