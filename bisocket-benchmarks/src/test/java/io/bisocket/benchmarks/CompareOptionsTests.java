package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareOptionsTests {

    @Test
    void whenNothingIsSaidThenTheDefaultsHold() {
        CompareOptions options = CompareOptions.parse(List.of());

        assertThat(options.systems())
                .extracting(SystemUnderTest::name)
                .containsExactly("bisocket", "netty-tls-jdk", "rsocket-tls");
        assertThat(options.runs()).isEqualTo(5);
        assertThat(options.seconds()).isEqualTo(5);
        assertThat(options.stealPercent()).isEqualTo(10);
        assertThat(options.out()).isEqualTo(Path.of("docs/performance"));
    }

    @Test
    void whenOptionsAreGivenThenTheyHold() {
        CompareOptions options =
                CompareOptions.parse(
                        List.of(
                                "--systems",
                                "netty-raw,bisocket",
                                "--workloads",
                                "idle",
                                "--seconds",
                                "0.5",
                                "--idle-clients",
                                "100",
                                "--jvm-args",
                                "-Xmx1g -Xms1g"));

        assertThat(options.systems())
                .extracting(SystemUnderTest::name)
                .containsExactly("netty-raw", "bisocket");
        assertThat(options.workloads()).containsExactly(Workload.named("idle"));
        assertThat(options.seconds()).isEqualTo(0.5);
        assertThat(options.idleClients()).isEqualTo(100);
        assertThat(options.jvmArgs()).containsExactly("-Xmx1g", "-Xms1g");
    }

    @Test
    void whenAnOptionIsUnknownThenTheMessageListsThem() {
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--sistems", "bisocket")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown option '--sistems'")
                .hasMessageContaining("--systems");
    }

    @Test
    void whenAValueIsMissingThenTheMessageNamesTheOption() {
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--runs")))
                .isInstanceOf(UsageException.class)
                .hasMessage("option --runs needs a value");
    }

    @Test
    void whenANumberIsNoneOrNotPositiveThenTheMessageSaysSo() {
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--runs", "many")))
                .hasMessage("--runs must be a number but was 'many'");
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--seconds", "0")))
                .hasMessage("--seconds must be more than zero but was 0");
    }

    @Test
    void whenASystemOrWorkloadIsUnknownThenTheMessageListsThem() {
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--systems", "carrier-pigeon")))
                .hasMessageContaining("unknown system 'carrier-pigeon'; there are bisocket, ");
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--systems", "bisocket@no.jar")))
                .hasMessage("there is no jar 'no.jar'");
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--workloads", "nap")))
                .hasMessageContaining("unknown workload 'nap'; there are latency, ");
    }
}
