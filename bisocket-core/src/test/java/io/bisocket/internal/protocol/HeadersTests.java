package io.bisocket.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTests {

    @Test
    void whenHeadersFillTheirLimitTheyAreWrittenAndRead() {
        Headers headers = Headers.of(List.of(new Header("n", "v".repeat(Headers.MAX_LENGTH - 4))));
        assertThat(headers.encodedLength()).isEqualTo(Headers.MAX_LENGTH);
        DataHead head = Frames.head(MessageKind.SEND, "m", headers, 0);
        Data data = new Data(0, head, 1, false, Slice.EMPTY);
        assertThat(Frames.read(Frames.bytes(data))).isEqualTo(data);
    }

    @Test
    void whenHeadersAreOverTheirLimitTheErrorNamesBoth() {
        List<Header> list = List.of(new Header("n", "v".repeat(Headers.MAX_LENGTH - 3)));
        assertThatThrownBy(() -> Headers.of(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("headers must take at most 8192 bytes but took 8193");
    }

    @Test
    void whenANameIsEmptyOrTooLongTheErrorSaysSo() {
        assertThatThrownBy(() -> Headers.of(List.of(new Header("", "v"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a header's name must be 1 to 255 bytes but was 0");
        assertThatThrownBy(() -> Headers.of(List.of(new Header("ü".repeat(128), "v"))))
                .hasMessage("a header's name must be 1 to 255 bytes but was 256");
    }

    @Test
    void whenThereAreManySmallHeadersTheOrderIsKept() {
        Header header = new Header("x", "");
        Headers headers = Headers.of(Collections.nCopies(Headers.MAX_LENGTH / 4, header));
        DataHead head = Frames.head(MessageKind.SEND, "m", headers, 0);
        Data data = (Data) Frames.read(Frames.bytes(new Data(0, head, 1, false, Slice.EMPTY)));
        assertThat(data.head()).isEqualTo(head);
        assertThat(data.head().headers().encodedLength()).isEqualTo(Headers.MAX_LENGTH);
    }

    @Test
    void whenTextIsNotAsciiItSurvives() {
        Headers headers = Headers.of(List.of(new Header("ключ", "値 €")));
        DataHead head = Frames.head(MessageKind.SEND, "größe", headers, 0);
        Data data = new Data(0, head, 1, false, Slice.EMPTY);
        assertThat(Frames.read(Frames.bytes(data))).isEqualTo(data);
    }
}
