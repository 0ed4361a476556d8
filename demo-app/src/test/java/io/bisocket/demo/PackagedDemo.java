package io.bisocket.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The packaged demo, running outside of this JVM: in a container where {@code BISOCKET_DEMO_IMAGE}
 * names an image with a Java runtime, as a process where it is unset.
 */
interface PackagedDemo extends AutoCloseable {

    Path JAR = Path.of(System.getProperty("demo.jar", "target/demo-app.jar"));

    /** Starts the jar with these environment variables, and nothing of bisocket's from ours. */
    static PackagedDemo start(Map<String, String> environment) {
        String image = System.getenv("BISOCKET_DEMO_IMAGE");
        if (image == null) {
            System.out.println(
                    "The packaged demo runs as a process and in no container:"
                            + " BISOCKET_DEMO_IMAGE names no image");
            return ProcessDemo.start(environment);
        }
        System.out.println("The packaged demo runs in a container of " + image);
        return ContainerDemo.start(image, environment);
    }

    String host();

    /** The port of the bisocket server, as this JVM reaches it. */
    int port();

    /** The port of the web server, as this JVM reaches it. */
    int httpPort();

    /** All that it has logged so far. */
    String log();

    /** Sends SIGTERM, and waits until it has exited. */
    void terminate(Duration atMost);

    default URI health() {
        return URI.create("http://%s:%d/actuator/health".formatted(host(), httpPort()));
    }

    @Override
    void close();
}
