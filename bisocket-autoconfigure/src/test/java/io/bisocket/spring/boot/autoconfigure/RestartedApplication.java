package io.bisocket.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bisocket.BiSocketClient;
import io.bisocket.BiSocketServer;
import io.bisocket.spring.BiSocketHandler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that is started again within the process, its classes loaded anew, as the restart
 * of spring-boot-devtools does it.
 */
final class RestartedApplication {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @BiSocketHandler("place")
        Receipt place(Order order) {
            return new Receipt(order.item() + " of " + loader());
        }

        private String loader() {
            return getClass().getClassLoader().toString();
        }
    }

    record Order(String item) {}

    record Receipt(String text) {}

    private RestartedApplication() {}

    /** Runs it three times, and exits with 0 if the classes of the last run are gone then. */
    public static void main(String[] args) throws Exception {
        int port = TestProperties.closedPort();
        runOnce("first", port);
        runOnce("second", port);
        WeakReference<ClassLoader> third = runOnce("third", port);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            System.gc();
                            return third.get() == null;
                        });
        System.exit(0);
    }

    /** Starts it with classes of its own, asks it, and stops it. */
    static WeakReference<ClassLoader> runOnce(String name, int port) throws Exception {
        ClassLoader loader = new Reloading(name);
        Thread.currentThread().setContextClassLoader(loader);
        try (ConfigurableApplicationContext context = start(loader, port)) {
            assertThat(context.getBean(BiSocketServer.class).port()).isEqualTo(port);
            BiSocketClient client = context.getBean(BiSocketClient.class);
            client.start().join();
            assertThat(client.request("place", new Order("tea"), Receipt.class))
                    .isEqualTo(new Receipt("tea of " + name));
        } finally {
            Thread.currentThread()
                    .setContextClassLoader(RestartedApplication.class.getClassLoader());
        }
        return new WeakReference<>(loader);
    }

    private static ConfigurableApplicationContext start(ClassLoader loader, int port)
            throws ClassNotFoundException {
        return new SpringApplicationBuilder(loader.loadClass(Application.class.getName()))
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(
                        TestProperties.arguments(
                                Stream.of(
                                        "--logging.register-shutdown-hook=false",
                                        "--bisocket.server.port=" + port,
                                        "--bisocket.client.host=127.0.0.1",
                                        "--bisocket.client.port=" + port)));
    }

    /** Loads the classes of this test itself, and leaves all others to its parent. */
    private static final class Reloading extends ClassLoader {

        private final String label;

        Reloading(String label) {
            super(RestartedApplication.class.getClassLoader());
            this.label = label;
        }

        @Override
        protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(type)) {
                Class<?> known = findLoadedClass(type);
                boolean own = type.startsWith(RestartedApplication.class.getName());
                if (known != null) {
                    return known;
                }
                return own ? define(type) : super.loadClass(type, resolve);
            }
        }

        private Class<?> define(String type) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(type.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(type, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(type, e);
            }
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
