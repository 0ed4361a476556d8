package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Restarts within the process, as spring-boot-devtools makes them. */
@Timeout(180)
class RestartTests {

    @TempDir private Path folder;

    @Test
    void whenTheApplicationIsRestartedItsNewClassesHandleOnTheSamePort() throws Exception {
        int port = TestProperties.closedPort();

        RestartedApplication.runOnce("first", port);
        RestartedApplication.runOnce("second", port);
    }

    /** In a process that lets soft references go at once. */
    @Test
    void whenTheApplicationIsRestartedItsOldClassesAreNotKept() throws Exception {
        File log = folder.resolve("log").toFile();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:SoftRefLRUPolicyMSPerMB=0",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                RestartedApplication.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(() -> contentOf(log)).isZero();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static String contentOf(File file) {
        return org.assertj.core.api.Assertions.contentOf(file);
    }
}
