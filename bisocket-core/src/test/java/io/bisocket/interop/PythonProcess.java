package io.bisocket.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A running script, whose output is collected while it runs. To be closed, which kills it if it
 * still runs.
 */
public final class PythonProcess implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final Process process;
    private final Collected output;
    private final Collected errors;

    PythonProcess(Process process) {
        this.process = process;
        this.output = new Collected(process.getInputStream(), "python-stdout");
        this.errors = new Collected(process.getErrorStream(), "python-stderr");
    }

    /** Writes to the script's standard input. */
    public void write(byte[] bytes) {
        try {
            OutputStream input = process.getOutputStream();
            input.write(bytes);
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(errors(), e);
        }
    }

    /** Writes a line to the script's standard input. */
    public void writeLine(String line) {
        write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the script's standard input. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(errors(), e);
        }
    }

    /**
     * Waits for a line on standard output, from the script's beginning on.
     *
     * @return the first line that matches
     * @throws AssertionError if there is none in time, with all that the script printed
     */
    public String awaitLine(Predicate<String> matching, Duration timeout) {
        String[] found = new String[1];
        Awaitility.await()
                .atMost(timeout)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(
                        () -> {
                            found[0] = output().lines().filter(matching).findFirst().orElse(null);
                            assertThat(found[0]).as(this::toString).isNotNull();
                        });
        return found[0];
    }

    /**
     * Waits for the script to end.
     *
     * @return its exit status
     * @throws AssertionError if it does not end in time, with all that it printed
     */
    public int awaitExit(Duration timeout) {
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(ended).as(() -> "script has ended: " + this).isTrue();
            output.awaitEnd(timeout);
            errors.awaitEnd(timeout);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the script has written to standard output so far, as text. */
    public String output() {
        return new String(outputBytes(), StandardCharsets.UTF_8);
    }

    /** What the script has written to standard output so far. */
    public byte[] outputBytes() {
        return output.bytes();
    }

    /** What the script has written to standard error so far. */
    public String errors() {
        return new String(errors.bytes(), StandardCharsets.UTF_8);
    }

    /** Whether the script runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "standard output:\n%s\nstandard error:\n%s".formatted(output(), errors());
    }

    /** Everything that a stream has yielded, read by a thread of its own. */
    private static final class Collected {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Collected(InputStream stream, String name) {
            reader = new Thread(() -> read(stream), name);
            reader.setDaemon(true);
            reader.start();
        }

        byte[] bytes() {
            synchronized (bytes) {
                return bytes.toByteArray();
            }
        }

        void awaitEnd(Duration timeout) throws InterruptedException {
            reader.join(timeout.toMillis());
        }

        private void read(InputStream stream) {
            byte[] chunk = new byte[CHUNK];
            try (stream) {
                for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                    synchronized (bytes) {
                        bytes.write(chunk, 0, count);
                    }
                }
            } catch (IOException e) {
                // The script was killed; what it wrote before stays.
            }
        }
    }
}
