package io.bisocket.spring.handler;

import io.bisocket.AsyncRequestHandler;
import io.bisocket.BiSocketServer;
import io.bisocket.RequestHandler;
import io.bisocket.spring.BiSocketHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The handlers found in a context, as a server builder gets them. */
final class FoundHandlers implements AutoCloseable {

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Map<String, AsyncRequestHandler> handlers = new TreeMap<>();

    FoundHandlers(Class<?>... beans) {
        this(annotation -> true, beans);
    }

    FoundHandlers(Predicate<BiSocketHandler> selection, Class<?>... beans) {
        context.register(beans);
        context.registerBean(
                HandlerMethods.class,
                () -> new HandlerMethods(context.getBeanFactory(), selection));
        try {
            context.refresh();
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
        context.getBean(HandlerMethods.class).addTo(builder());
    }

    Iterable<String> names() {
        return handlers.keySet();
    }

    /** Handles a request and gives it back, done. */
    FakeRequest handle(String method, String payload) {
        FakeRequest request = new FakeRequest(method, payload);
        handle(method, request);
        return request;
    }

    void handle(String method, FakeRequest request) {
        try {
            handlers.get(method).handle(request).toCompletableFuture().join();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private BiSocketServer.Builder builder() {
        return (BiSocketServer.Builder)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {BiSocketServer.Builder.class},
                        (proxy, method, arguments) -> {
                            String name = arguments.length == 2 ? (String) arguments[0] : "*";
                            handlers.put(name, asynchronous(arguments[arguments.length - 1]));
                            return proxy;
                        });
    }

    private static AsyncRequestHandler asynchronous(Object handler) {
        if (handler instanceof AsyncRequestHandler asynchronous) {
            return asynchronous;
        }
        return request -> {
            ((RequestHandler) handler).handle(request);
            return CompletableFuture.completedFuture(null);
        };
    }

    @Override
    public void close() {
        context.close();
    }
}
