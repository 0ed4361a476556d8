package io.bisocket.internal.crypto;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Python process of this test, by {@code BISOCKET_PYTHON} or else {@code python3}. */
final class PythonPeer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private final String executable =
            Optional.ofNullable(System.getenv("BISOCKET_PYTHON")).orElse("python3");
    private Optional<Process> process = Optional.empty();

    private PythonPeer() {}

    /** Skips the test, and says so, where this Python lacks the module. */
    static PythonPeer withModule(String module) {
        PythonPeer python = new PythonPeer();
        if (!python.has(module)) {
            String reason =
                    "SKIPPED: '%s' cannot import %s; set BISOCKET_PYTHON to a Python that can"
                            .formatted(python.executable, module);
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return python;
    }

    private boolean has(String module) {
        try {
            Process probe =
                    new ProcessBuilder(executable, "-c", "import " + module)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return waitFor(probe, START) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a script that lies beside this class; what it prints goes to the test's output. */
    void start(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(executable, path(script).toString()));
        command.addAll(List.of(arguments));
        process = Optional.of(new ProcessBuilder(command).inheritIO().start());
    }

    private static Path path(String script) {
        URL url = Objects.requireNonNull(PythonPeer.class.getResource(script), script);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    int exitCode(Duration patience) {
        return waitFor(process.orElseThrow(), patience);
    }

    private static int waitFor(Process process, Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException("Python still runs after " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
    }
}
