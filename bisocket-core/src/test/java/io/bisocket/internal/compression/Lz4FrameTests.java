package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4FrameTests {

    private static final String HELLOS = "hello hello hello hello hello hello";
    private static final String MAGIC = "04224d18";
    private static final String BLOCK = "100000006f68656c6c6f200600055068656c6c6f";

    private final Lz4Codec codec = new Lz4Codec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6440a7" + BLOCK + "00000000bd9cd674",
                "7c402300000000000000eb" + BLOCK + "7220b52800000000bd9cd674"
            })
    void whenTheReferenceImplementationWroteItItIsRead(String frame) throws IOException {
        byte[] hellos = codec.unpack(HexFormat.of().parseHex(MAGIC + frame), HELLOS.length());

        assertThat(new String(hellos, StandardCharsets.US_ASCII)).isEqualTo(HELLOS);
    }

    @Test
    void whenWrittenItIsWhatTheReferenceImplementationReads() throws IOException {
        byte[] frame = codec.pack(HELLOS.getBytes(StandardCharsets.US_ASCII), 0);

        assertThat(frame).asHexString().startsWithIgnoringCase(MAGIC + "6440a7");
        assertThat(frame).asHexString().endsWithIgnoringCase("00000000bd9cd674");
    }

    @ParameterizedTest
    @CsvSource({"65536, 40", "65537, 50", "262145, 60", "1048577, 70", "9000000, 70"})
    void whenThePayloadIsLongerTheBlocksAreLarger(int length, String size) throws IOException {
        byte[] frame = codec.pack(new byte[length], 0);

        assertThat(HexFormat.of().toHexDigits(frame[5])).isEqualTo(size);
    }

    @Test
    void whenABlockDoesNotShrinkItStandsAsItIs() throws IOException {
        byte[] noise = Payloads.random(70_000);

        assertThat(codec.pack(noise, 0)).hasSize(noise.length + 7 + 4 + 8);
    }

    @ParameterizedTest
    @CsvSource({
        "04224d19 6440a7, it does not start like an LZ4 frame",
        "522a4d18 000000, it does not start like an LZ4 frame",
        "04224d18 2440a7, its flags 0x24 are not supported",
        "04224d18 6540a7, its flags 0x65 are not supported",
        "04224d18 6640a7, its flags 0x66 are not supported",
        "04224d18 6440, it is cut short",
        "04224d18 6440a7 ffffff7f, it is cut short",
        "04224d18 6440a7 00000000, it is cut short",
        "04224d18 6440a7 00000000 05 5d cc 02 ff, bytes follow its end",
    })
    void whenTheFrameIsNotOneThatIsWrittenHereItIsRefused(String hex, String problem) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatIOException().isThrownBy(() -> codec.unpack(frame, 10)).withMessage(problem);
    }

    @Test
    void whenThereAreMoreBlocksThanTheBytesNeedItIsRefused() throws IOException {
        String one = "01000080" + "61";
        byte[] raw = "aaa".getBytes(StandardCharsets.US_ASCII);
        byte[] frame = HexFormat.of().parseHex(MAGIC + "604082" + one + one + one + "00000000");

        assertThat(codec.unpack(frame, 128 * 1024)).isEqualTo(raw);
        assertThatIOException()
                .isThrownBy(() -> codec.unpack(frame, 128 * 1024 - 1))
                .withMessage("it has more than 2 blocks");
    }
}
