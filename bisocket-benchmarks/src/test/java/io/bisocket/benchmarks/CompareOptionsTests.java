package io.bisocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bisocket.benchmarks.Workload.Kind;
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
        assertThat(options.starts()).isEqualTo(1);
        assertThat(options.seconds()).isEqualTo(5);
        assertThat(options.stealPercent()).isEqualTo(10);
        assertThat(options.out()).isEqualTo(Path.of("target/comparison"));
    }

    @Test
    void whenWorkloadsAndSystemsAreKnownThenTheTimeCanBeTold() {
        assertThat(estimate("--systems", "bisocket", "--workloads", "latency,start"))
                .isEqualTo(3 + 5 + 5 * 5 + 5 * 3);
        assertThat(estimate("--systems", "grpc-tls", "--workloads", "idle-1500,bulk-1m"))
                .isEqualTo(5 * 13 + 3 + 20 + 5 * 5);
        assertThat(
                        estimate(
                                "--systems",
                                "bisocket",
                                "--workloads",
                                "latency,start",
                                "--starts",
                                "2"))
                .isEqualTo(2 * (3 + 5) + 5 * 5 + 5 * 3);
    }

    private static double estimate(String... args) {
        return CompareOptions.parse(List.of(args)).estimate();
    }

    @Test
    void whenAWorkloadHasNumbersInItsNameThenTheyHold() {
        assertThat(Workload.named("idle-5000").idle()).isEqualTo(5000);
        assertThat(Workload.named("paced-1000"))
                .isEqualTo(new Workload("paced-1000", Kind.PACED, 1000, 1, 1024, 0));
        assertThat(Workload.named("paced-1-idle-5000"))
                .isEqualTo(new Workload("paced-1-idle-5000", Kind.PACED, 1, 1024, 1024, 5000));
    }

    @Test
    void whenOptionsAreGivenThenTheyHold() {
        CompareOptions options =
                CompareOptions.parse(
                        List.of(
                                "--systems",
                                "netty-raw,bisocket",
                                "--workloads",
                                "idle-100",
                                "--seconds",
                                "0.5",
                                "--jvm-args",
                                "-Xmx1g -Xms1g"));

        assertThat(options.systems())
                .extracting(SystemUnderTest::name)
                .containsExactly("netty-raw", "bisocket");
        assertThat(options.workloads()).containsExactly(Workload.named("idle-100"));
        assertThat(options.seconds()).isEqualTo(0.5);
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
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--runs", "2", "--starts", "3")))
                .hasMessage("--starts must be at most --runs, 2, but was 3");
    }

    @Test
    void whenASystemOrWorkloadIsUnknownThenTheMessageListsThem() {
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--systems", "carrier-pigeon")))
                .hasMessageContaining("unknown system 'carrier-pigeon'; there are bisocket, ");
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--systems", "bisocket@no.jar")))
                .hasMessage("there is no jar 'no.jar'");
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--workloads", "idle-0")))
                .hasMessageContaining("unknown workload 'idle-0'; there are latency, ");
        assertThatThrownBy(() -> CompareOptions.parse(List.of("--workloads", "nap")))
                .hasMessageContaining("unknown workload 'nap'; there are latency, ");
    }
}
