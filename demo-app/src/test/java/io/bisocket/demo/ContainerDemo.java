package io.bisocket.demo;

import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The packaged demo in a container, reached through mapped ports. */
final class ContainerDemo implements PackagedDemo {

    private static final int HTTP_PORT = 8080;
    private static final int PORT = 65432;

    private final GenericContainer<?> container;

    private ContainerDemo(GenericContainer<?> container) {
        this.container = container;
    }

    static ContainerDemo start(String image, Map<String, String> environment) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
        container
                .withCopyFileToContainer(MountableFile.forHostPath(JAR), "/demo-app.jar")
                .withEnv(environment)
                .withExposedPorts(HTTP_PORT, PORT)
                .withCommand("java", "-jar", "/demo-app.jar")
                .waitingFor(
                        Wait.forHttp("/actuator/health")
                                .forPort(HTTP_PORT)
                                .withStartupTimeout(Duration.ofMinutes(2)))
                .start();
        return new ContainerDemo(container);
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return container.getMappedPort(PORT);
    }

    @Override
    public int httpPort() {
        return container.getMappedPort(HTTP_PORT);
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public void terminate(Duration atMost) {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout((int) atMost.toSeconds())
                .exec();
    }

    @Override
    public void close() {
        container.close();
    }
}
