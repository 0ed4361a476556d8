package io.bisocket.spring.handler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls that the genuine {@code bisocket} package makes, with the interpreter that {@code
 * BISOCKET_PYTHON} names, else {@code python3}.
 */
final class PythonCalls {

    private static final String INTERPRETER =
            Objects.requireNonNullElse(System.getenv("BISOCKET_PYTHON"), "python3");
    private static final int MINUTES = 2;

    private final JsonMapper json = new JsonMapper();
    private final List<String> calls = new ArrayList<>();

    /** A call that is to have so many replies. */
    void add(String method, String payload, int replies) {
        calls.add(
                json.writeValueAsString(
                        Map.of("method", method, "payload", payload, "replies", replies)));
    }

    /** Makes them; the replies of each. Skips the test, and says so, without the package. */
    List<List<String>> make(int port, String cryptoKey) throws Exception {
        assumeInstalled();
        Path folder = Files.createTempDirectory("python-calls");
        Path script = folder.resolve("calls.py");
        Files.write(
                script,
                Objects.requireNonNull(getClass().getResourceAsStream("/python/calls.py"))
                        .readAllBytes());
        Path input = Files.write(folder.resolve("calls"), calls);
        Path output = folder.resolve("replies");
        Path errors = folder.resolve("errors");
        ProcessBuilder python =
                new ProcessBuilder(INTERPRETER, "-u", script.toString(), String.valueOf(port))
                        .redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        python.environment().put("CRYPTO_KEY", cryptoKey);
        Process process = python.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(Files.readString(errors));
        }
        return Files.readAllLines(output).stream().map(this::texts).toList();
    }

    private List<String> texts(String line) {
        return List.of(json.readValue(line, String[].class));
    }

    private static void assumeInstalled() throws Exception {
        if (!importsBisocket()) {
            String reason =
                    "SKIPPED: '%s' has no bisocket package; set BISOCKET_PYTHON to one that has"
                            .formatted(INTERPRETER);
            System.out.println(reason);
            Assumptions.abort(reason);
        }
    }

    private static boolean importsBisocket() throws Exception {
        try {
            return new ProcessBuilder(INTERPRETER, "-c", "import bisocket")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
