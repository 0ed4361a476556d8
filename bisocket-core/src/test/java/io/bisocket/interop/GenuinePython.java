package io.bisocket.interop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python that has the genuine {@code bisocket} package: the one that the environment variable
 * {@code BISOCKET_PYTHON} names, else {@code python3}.
 */
public final class GenuinePython {

    private static final String VARIABLE = "BISOCKET_PYTHON";
    private static final String CHECK = "import bisocket; print(bisocket.VERSION)";
    private static final Optional<GenuinePython> FOUND = find();

    private final String executable;
    private final String version;

    private GenuinePython(String executable, String version) {
        this.executable = executable;
        this.version = version;
    }

    /** The genuine package, or else the calling test is skipped and says so on standard output. */
    public static GenuinePython orSkip() {
        if (FOUND.isEmpty()) {
            String reason =
                    "SKIPPED: no Python with the bisocket package. 'pip install bisocket' and name"
                            + " that Python in %s, or have it as python3 on the PATH"
                                    .formatted(VARIABLE);
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return FOUND.get();
    }

    /** The version of the package. */
    public String version() {
        return version;
    }

    /**
     * Starts a script with the package's own environment variables unset but for the ones given.
     *
     * @param script a test resource, such as {@code /interop/echo_client.py}
     * @param environment further variables, {@code CRYPTO_KEY} for example
     * @param arguments the script's arguments
     */
    public PythonProcess start(
            String script, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(executable, "-u", path(script).toString()));
        command.addAll(List.of(arguments));
        return new PythonProcess(launch(command, environment));
    }

    private static Process launch(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(GenuinePython::belongsToThePackage);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean belongsToThePackage(String variable) {
        return variable.equals("CRYPTO_KEY")
                || (variable.startsWith("BISOCKET_") && !variable.equals(VARIABLE));
    }

    private static Path path(String script) {
        URL resource = Objects.requireNonNull(GenuinePython.class.getResource(script), script);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<GenuinePython> find() {
        @Nullable String named = System.getenv(VARIABLE);
        String executable = named == null || named.isBlank() ? "python3" : named;
        try {
            File output = Files.createTempFile("bisocket-python", ".txt").toFile();
            try {
                return version(executable, output)
                        .map(version -> new GenuinePython(executable, version));
            } finally {
                Files.deleteIfExists(output.toPath());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> version(String executable, File output) throws IOException {
        Process process =
                new ProcessBuilder(executable, "-c", CHECK)
                        .redirectOutput(output)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            boolean succeeded = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            return succeeded
                    ? Optional.of(Files.readString(output.toPath(), StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
