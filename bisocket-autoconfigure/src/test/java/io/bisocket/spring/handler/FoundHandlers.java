package io.bisocket.spring.handler;

import io.bisocket.AsyncRequestHandler;
import io.bisocket.BiSocketServer;
import io.bisocket.HandlerOptions;
import io.bisocket.Request;
import io.bisocket.RequestHandler;
import io.bisocket.StreamHandler;
import io.bisocket.spring.BiSocketHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The handlers found in a context, as a server builder gets them. */
final class FoundHandlers implements AutoCloseable {

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Map<String, AsyncRequestHandler> handlers = new TreeMap<>();
    final Map<String, HandlerOptions> options = new TreeMap<>();

    /** What is done to the context before it starts. */
    interface Settings extends Consumer<ConfigurableApplicationContext> {}

    FoundHandlers(Class<?>... beans) {
        this((BiSocketHandler annotation) -> true, beans);
    }

    FoundHandlers(ClassLoader loader, Class<?>... beans) {
        this(
                (Settings)
                        context ->
                                ((AnnotationConfigApplicationContext) context)
                                        .setClassLoader(loader),
                beans);
    }

    FoundHandlers(Settings settings, Class<?>... beans) {
        this((BiSocketHandler annotation) -> true, settings, beans);
    }

    FoundHandlers(Predicate<BiSocketHandler> selection, Class<?>... beans) {
        this(selection, context -> {}, beans);
    }

    private FoundHandlers(
            Predicate<BiSocketHandler> selection, Settings settings, Class<?>... beans) {
        settings.accept(context);
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
                            handlers.put((String) arguments[0], asynchronous(arguments[1]));
                            options.put((String) arguments[0], (HandlerOptions) arguments[2]);
                            return proxy;
                        });
    }

    private static AsyncRequestHandler asynchronous(Object handler) {
        if (handler instanceof AsyncRequestHandler asynchronous) {
            return asynchronous;
        }
        if (handler instanceof StreamHandler streaming) {
            return request -> new AllItems(request).of(streaming.handle(request));
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

    /** Asks for one item after the other, and replies with each. */
    private static final class AllItems implements Flow.Subscriber<byte[]> {

        private final Request request;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        AllItems(Request request) {
            this.request = request;
        }

        CompletableFuture<Void> of(Flow.Publisher<byte[]> publisher) {
            publisher.subscribe(this);
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(byte[] item) {
            request.reply(item);
            Objects.requireNonNull(subscription).request(1);
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
