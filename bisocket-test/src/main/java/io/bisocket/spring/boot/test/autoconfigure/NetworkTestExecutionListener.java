package io.bisocket.spring.boot.test.autoconfigure;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketException;
import io.bisocket.BiSocketServer;
import io.bisocket.ClientSession;
import io.bisocket.test.ReceivedMessages;
import io.bisocket.test.faults.BiSocketFaults;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Heals the network after each test method, and gives each a connected client and nothing received.
 */
final class NetworkTestExecutionListener extends AbstractTestExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(NetworkTestExecutionListener.class);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(2);

    @Override
    public void beforeTestMethod(TestContext test) {
        if (isConcerned(test)) {
            ApplicationContext context = test.getApplicationContext();
            reconnect((ConfigurableApplicationContext) context);
            context.getBeanProvider(ReceivedMessages.class).ifUnique(ReceivedMessages::clear);
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        if (isConcerned(test)) {
            test.getApplicationContext()
                    .getBeanProvider(BiSocketFaults.class)
                    .ifUnique(BiSocketFaults::heal);
        }
    }

    private static boolean isConcerned(TestContext test) {
        return test.hasApplicationContext()
                && test.getApplicationContext()
                        .getEnvironment()
                        .containsProperty(ConnectionContextCustomizer.CONNECTION);
    }

    /** The application's own clients may have tried before its server was there. */
    private static void reconnect(ConfigurableApplicationContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        for (String name : beans.getBeanNamesForType(BiSocketClient.class, false, false)) {
            if (beans.getSingleton(name) instanceof BiSocketClient client) {
                if (name.equals(BiSocketTestAutoConfiguration.CLIENT)) {
                    settle(client, beans.getBean(BiSocketServer.class));
                } else if (isInMemory(context)) {
                    connect(client);
                }
            }
        }
    }

    /** The test before may have had the server forget a client that does not know that yet. */
    private static void settle(BiSocketClient client, BiSocketServer server) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.isRunning() && !isKnown(client, server)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the test's client was not connected again within %s: %s"
                                .formatted(PATIENCE, client.lastError()));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static boolean isKnown(BiSocketClient client, BiSocketServer server) {
        return client.isConnected()
                && server.client(client.id()).session().filter(ClientSession::isOpen).isPresent();
    }

    private static boolean isInMemory(ApplicationContext context) {
        return context.getEnvironment()
                        .getProperty(ConnectionContextCustomizer.CONNECTION, Connection.class)
                == Connection.IN_MEMORY;
    }

    private static void connect(BiSocketClient client) {
        try {
            client.connect();
        } catch (BiSocketException e) {
            log.debug("{} has no server here", client.serverAddress(), e);
        }
    }
}
