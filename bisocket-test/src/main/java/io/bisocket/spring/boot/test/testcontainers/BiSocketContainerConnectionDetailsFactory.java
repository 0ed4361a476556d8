package io.bisocket.spring.boot.test.testcontainers;

import io.bisocket.BiSocketServer;
import io.bisocket.spring.boot.autoconfigure.BiSocketConnectionDetails;
import java.util.List;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.containers.Container;

/**
 * Lets the client find a server in a container that has {@code @ServiceConnection(name =
 * "bisocket")}, or whose image is called {@code bisocket}. The server is behind port 65432 if the
 * container exposes that, else behind the first port.
 */
final class BiSocketContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<Container<?>, BiSocketConnectionDetails> {

    BiSocketContainerConnectionDetailsFactory() {
        super("bisocket");
    }

    @Override
    protected BiSocketConnectionDetails getContainerConnectionDetails(
            ContainerConnectionSource<Container<?>> source) {
        return new BiSocketContainerConnectionDetails(source);
    }

    private static final class BiSocketContainerConnectionDetails
            extends ContainerConnectionDetails<Container<?>> implements BiSocketConnectionDetails {

        BiSocketContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
            super(source);
        }

        @Override
        public List<Address> getAddresses() {
            Container<?> container = getContainer();
            return List.of(new Address(container.getHost(), port(container)));
        }

        private static int port(Container<?> container) {
            return container.getExposedPorts().contains(BiSocketServer.DEFAULT_PORT)
                    ? container.getMappedPort(BiSocketServer.DEFAULT_PORT)
                    : container.getFirstMappedPort();
        }
    }
}
