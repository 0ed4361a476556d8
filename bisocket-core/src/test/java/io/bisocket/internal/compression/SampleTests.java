package io.bisocket.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTests {

    @ParameterizedTest
    @ValueSource(ints = {4096, 4097, 65_536, 100_001, 1_048_576, 5_000_000})
    void whenItIsNoiseItIsNotCompressible(int length) {
        Sample sample = Sample.of(Payloads.random(length));

        assertThat(sample.entropy()).isBetween(7.9, 8.0);
        assertThat(sample.repeats()).isLessThan(0.01);
        assertThat(sample.compressible()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100, 4096, 4097, 65_536, 1_048_577})
    void whenItIsTextItIsCompressible(int length) {
        assertThat(Sample.of(Payloads.text(length)).compressible()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Preset.class,
            names = {"DEFLATE", "BZIP2", "ZSTD"})
    void whenItIsPackedAlreadyItIsNotCompressible(Preset preset) {
        byte[] text = Payloads.text(2_000_000);

        assertThat(Sample.of(preset.pack(text)).compressible()).isFalse();
    }

    @Test
    void whenNoiseIsWrittenInSixBitsItIsCompressible() {
        byte[] base64 = Base64.getEncoder().encode(Payloads.random(100_000));

        assertThat(Sample.of(base64).entropy()).isEqualTo(6, within(0.05));
        assertThat(Sample.of(base64).compressible()).isTrue();
    }

    @Test
    void whenNoiseRepeatsItIsCompressible() {
        byte[] once = Payloads.random(1000);
        byte[] often = new byte[500_000];
        for (int i = 0; i < often.length; i++) {
            often[i] = once[i % once.length];
        }

        Sample sample = Sample.of(often);

        assertThat(sample.entropy()).isGreaterThan(7.2);
        assertThat(sample.repeats()).isGreaterThan(0.5);
        assertThat(sample.compressible()).isTrue();
    }

    @Test
    void whenHalfOfItIsTextItIsCompressible() {
        byte[] half = Payloads.concat(Payloads.random(500_000), Payloads.text(500_000));

        assertThat(Sample.of(half).compressible()).isTrue();
    }

    @Test
    void whenAllBytesAreEqualTheyHoldNothing() {
        byte[] same = new byte[100_000];
        Arrays.fill(same, (byte) 'x');

        assertThat(Sample.of(same).entropy()).isEqualTo(0, within(1e-9));
    }

    @Test
    void whenBytesAreKnownTheEntropyIsTheirs() {
        byte[] bytes = "aabbccdd".getBytes(StandardCharsets.US_ASCII);

        assertThat(Sample.of(bytes).entropy()).isEqualTo(2, within(1e-9));
    }

    @Test
    void whenThePayloadIsLongItsFirstAndLastBytesAreSeen() {
        byte[] first = new byte[100_000];
        first[0] = 1;
        byte[] last = new byte[100_000];
        last[last.length - 1] = 1;

        assertThat(Sample.of(first).entropy()).isPositive();
        assertThat(Sample.of(last).entropy()).isPositive();
    }
}
