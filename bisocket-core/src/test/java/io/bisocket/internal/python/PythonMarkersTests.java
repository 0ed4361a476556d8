package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PythonMarkersTests {

    @Test
    void whenWrittenOutMarkersAreTheFormats() {
        assertThat(PythonMarkers.ok()).asString().isEqualTo("ok");
        assertThat(PythonMarkers.close()).asString().isEqualTo("__close__");
        assertThat(PythonMarkers.closeReply().encode())
                .asString()
                .isEqualTo("empty-id|(---)|__close__");
        assertThat(PythonMarkers.closeRequest("id").encode())
                .asString()
                .isEqualTo("close|(---)|id|(---)|closing");
    }

    @Test
    void whenReadMarkersAreTold() {
        assertThat(PythonMarkers.isOk(bytes("ok"))).isTrue();
        assertThat(PythonMarkers.isOk(bytes("OK"))).isFalse();
        assertThat(PythonMarkers.isClose(bytes("__close__"))).isTrue();
        assertThat(PythonMarkers.isClose(bytes("close"))).isFalse();
        assertThat(PythonMarkers.isClose(PythonMarkers.closeReply())).isTrue();
        assertThat(PythonMarkers.isClose(PythonMarkers.closeRequest("id"))).isTrue();
        assertThat(PythonMarkers.isClose(new PythonRequest("echo", "id", bytes("")))).isFalse();
    }

    @Test
    void whenReplyToRequestCarriesTheMarkerItIsAnOrdinaryReply() {
        assertThat(PythonMarkers.isClose(new PythonReply("id", bytes("__close__")))).isFalse();
        assertThat(PythonMarkers.isClose(new PythonReply("empty-id", bytes("x")))).isFalse();
    }

    @Test
    void whenCallerAltersMarkerOthersDoNotSeeIt() {
        PythonMarkers.ok()[0] = 'x';
        PythonMarkers.closeReply().payload()[0] = 'x';

        assertThat(PythonMarkers.isOk(PythonMarkers.ok())).isTrue();
        assertThat(PythonMarkers.isClose(PythonMarkers.closeReply())).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
