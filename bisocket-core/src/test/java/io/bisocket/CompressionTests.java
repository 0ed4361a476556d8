package io.bisocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bisocket.Compression.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTests {

    @Test
    void whenMadeByNameItIsThatMethodFrom64KibOn() {
        assertThat(Compression.adaptive()).isEqualTo(new Compression(Method.ADAPTIVE, 65_536));
        assertThat(Compression.bzip2()).isEqualTo(new Compression(Method.BZIP2, 65_536));
        assertThat(Compression.deflate()).isEqualTo(new Compression(Method.DEFLATE, 65_536));
        assertThat(Compression.lz4()).isEqualTo(new Compression(Method.LZ4, 65_536));
        assertThat(Compression.zstd()).isEqualTo(new Compression(Method.ZSTD, 65_536));
        assertThat(Compression.none()).isEqualTo(new Compression(Method.NONE, 65_536));
    }

    @Test
    void whenThresholdIsSetOnlyThatChanges() {
        Compression bzip2 = Compression.bzip2();

        assertThat(bzip2.from(0)).isEqualTo(new Compression(Method.BZIP2, 0));
        assertThat(bzip2.threshold()).isEqualTo(65_536);
        assertThat(bzip2.from(10)).isNotEqualTo(bzip2).hasSameHashCodeAs(bzip2.from(10));
    }

    @Test
    void whenThresholdIsNegativeItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compression.adaptive().from(-1))
                .withMessage("the compression threshold must be 0 bytes or more but was -1");
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whenMethodsNameIsParsedItIsThatMethod(Method method) {
        assertThat(Compression.parse(method.text())).isEqualTo(new Compression(method, 65_536));
    }

    @ParameterizedTest
    @CsvSource({"' Bzip2\t', BZIP2", "ADAPTIVE, ADAPTIVE", "None, NONE"})
    void whenCaseOrWhiteSpaceDifferItIsParsed(String text, Method method) {
        assertThat(Compression.parse(text).method()).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({"gzip", "''", "bzip", "bzip2 9"})
    void whenNameIsUnknownTheErrorListsWhatIsAccepted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compression.parse(text))
                .withMessage(
                        "'%s' is no compression; accepted are adaptive, bzip2, deflate, lz4, zstd,"
                                + " none",
                        text);
    }

    @Test
    void whenShownItSaysMethodAndThreshold() {
        assertThat(Compression.adaptive()).hasToString("adaptive from 65536 bytes");
        assertThat(Compression.zstd().from(0)).hasToString("zstd from 0 bytes");
        assertThat(Compression.none()).hasToString("none");
    }
}
