package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZstdCodecTests {

    private static final String HELLOS = "hello hello hello hello hello hello";

    private final ZstdCodec codec = new ZstdCodec();

    @Test
    void whenTheReferenceImplementationWroteItItIsRead() throws IOException {
        byte[] frame =
                HexFormat.of().parseHex("28b52ffd24236500003068656c6c6f200100b94b112be168e7");

        assertThat(new String(codec.unpack(frame, HELLOS.length()), StandardCharsets.US_ASCII))
                .isEqualTo(HELLOS);
    }

    @Test
    void whenTheContentIsOneSegmentItIsRead() throws IOException {
        byte[] raw = Payloads.text(100_000);

        assertThat(codec.unpack(Zstd.compress(raw), raw.length)).isEqualTo(raw);
    }

    @Test
    void whenTheWindowIsOverEightMebibytesItIsRefused() throws IOException {
        byte[] raw = Payloads.text(10_000);

        assertThat(codec.unpack(packWithWindow(raw, 23), raw.length)).isEqualTo(raw);
        assertThatIOException()
                .isThrownBy(() -> codec.unpack(packWithWindow(raw, 24), raw.length))
                .withMessage("its window of 16,777,216 bytes is over 8,388,608");
    }

    @ParameterizedTest
    @CsvSource({
        "28b52ffd a0 01008000 010000, 8388609",
        "28b52ffd e0 0000000001000000 010000, 4294967296"
    })
    void whenOneSegmentIsOverEightMebibytesItIsRefused(String hex, long window) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatIOException()
                .isThrownBy(() -> codec.unpack(frame, 8_388_609))
                .withMessage("its window of %,d bytes is over 8,388,608", window);
    }

    @ParameterizedTest
    @CsvSource({
        "28b52ffe 2400 010000 99e9d851, it does not start like a zstd frame",
        "502a4d18 01000000 ff, it does not start like a zstd frame",
        "28b52ffd 24, it does not start like a zstd frame",
        "28b52ffd 2400, Src size is incorrect",
        "28b52ffd 2400 010000 99e9d851 28b52ffd 2400 010000 99e9d851, bytes follow its end",
        "28b52ffd 2400 010000 99e9d851 502a4d18 00000000, bytes follow its end",
    })
    void whenItIsNotOneFrameItIsRefused(String hex, String problem) {
        byte[] frame = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatException().isThrownBy(() -> codec.unpack(frame, 10)).withMessage(problem);
    }

    @Test
    void whenTheFrameIsEmptyNothingComesOut() throws IOException {
        byte[] frame = HexFormat.of().parseHex("28b52ffd240001000099e9d851");

        assertThat(codec.unpack(frame, 10)).isEmpty();
    }

    private static byte[] packWithWindow(byte[] raw, int windowLog) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdCompressorOutputStream zstd =
                ZstdCompressorOutputStream.builder()
                        .setOutputStream(out)
                        .setWindowLog(windowLog)
                        .get()) {
            zstd.write(raw);
        }
        return out.toByteArray();
    }
}
