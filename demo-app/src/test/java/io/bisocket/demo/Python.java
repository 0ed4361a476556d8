package io.bisocket.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The programs in {@code python/}, run by an interpreter that has the genuine {@code bisocket}
 * package: {@code BISOCKET_PYTHON}, else {@code python3}.
 */
final class Python {

    private static final String INTERPRETER =
            Objects.requireNonNullElse(System.getenv("BISOCKET_PYTHON"), "python3");

    private Python() {}

    /** Skips the test, and says so, where there is no such interpreter. */
    static void assumeInstalled() throws Exception {
        boolean installed = importsBisocket();
        if (!installed) {
            System.out.println(
                    "SKIPPED, tests with genuine Python programs: '"
                            + INTERPRETER
                            + "' has no bisocket package; set BISOCKET_PYTHON to one that has");
        }
        assumeTrue(installed, "no Python with the bisocket package");
    }

    private static boolean importsBisocket() throws Exception {
        try {
            ProcessBuilder python = new ProcessBuilder(INTERPRETER, "-c", "import bisocket");
            return python.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a program of {@code python/}, or one with a path of its own. */
    static Program start(Map<String, String> environment, String program, Object... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(INTERPRETER, "-u", Path.of("python").resolve(program).toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder python = new ProcessBuilder(command);
        CleanEnvironment.of(python).putAll(environment);
        Path output = Files.createTempFile("python", ".log");
        output.toFile().deleteOnExit();
        Process process = python.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        return new Program(process, output);
    }

    /** A running program. */
    record Program(Process process, Path log) implements AutoCloseable {

        /** All that it has printed so far. */
        String output() throws IOException {
            return Files.readString(log);
        }

        /** Waits until it has exited. */
        int exitCode() throws InterruptedException {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
