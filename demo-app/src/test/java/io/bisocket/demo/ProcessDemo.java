package io.bisocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged demo as a process on free ports. */
final class ProcessDemo implements PackagedDemo {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();

    private final Process process;
    private final Path log;
    private final int httpPort;
    private final int port;

    private ProcessDemo(Process process, Path log, int httpPort, int port) {
        this.process = process;
        this.log = log;
        this.httpPort = httpPort;
        this.port = port;
    }

    static ProcessDemo start(Map<String, String> environment) {
        try {
            int httpPort = FreePort.next();
            int port = FreePort.next();
            Path log = Files.createTempFile("demo-app", ".log");
            log.toFile().deleteOnExit();
            ProcessBuilder java = new ProcessBuilder(JAVA, "-jar", JAR.toString());
            CleanEnvironment.of(java).putAll(environment);
            java.environment().put("SERVER_PORT", String.valueOf(httpPort));
            java.environment().put("BISOCKET_SERVER_PORT", String.valueOf(port));
            Process process = java.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            ProcessDemo demo = new ProcessDemo(process, log, httpPort, port);
            demo.awaitHealth();
            return demo;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealth() {
        try {
            await().atMost(Duration.ofMinutes(2))
                    .failFast("the demo ended", () -> !process.isAlive())
                    .ignoreException(ConnectException.class)
                    .until(this::isHealthy);
        } catch (RuntimeException e) {
            close();
            throw new AssertionError("the demo did not become healthy; it logged:\n" + log(), e);
        }
    }

    private boolean isHealthy() throws IOException {
        return ((HttpURLConnection) health().toURL().openConnection()).getResponseCode() == 200;
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int httpPort() {
        return httpPort;
    }

    @Override
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void terminate(Duration atMost) {
        process.destroy();
        try {
            assertThat(process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
