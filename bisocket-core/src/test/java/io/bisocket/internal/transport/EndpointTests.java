package io.bisocket.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTests {

    @Test
    void whenAnEndpointIsWrittenItIsReadAgain() {
        assertThat(Endpoint.parse("node-1.example:65432"))
                .isEqualTo(new Endpoint("node-1.example", 65432))
                .hasToString("node-1.example:65432");
        assertThat(Endpoint.parse("[2001:db8::1]:1"))
                .isEqualTo(new Endpoint("2001:db8::1", 1))
                .hasToString("[2001:db8::1]:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "host:",
                ":1",
                "host:0",
                "host:65536",
                "host:1x",
                "2001:db8::1:65432x",
                "a b:1",
                "host:1\n",
                "user@host:1",
                "[]:1",
                "http://host:1"
            })
    void whenSomethingElseIsWrittenItIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(text))
                .withMessageStartingWith("it must be a host and a port of 1 to 65535");
    }

    @Test
    void whenAnEndpointIsTooLongItIsRefused() {
        assertThat(Endpoint.parse("h".repeat(249) + ":65432").port()).isEqualTo(65432);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("h".repeat(250) + ":65432"))
                .withMessageEndingWith("of at most 255 characters");
    }
}
