package io.bisocket.benchmarks.parts;

import io.bisocket.internal.dispatch.HandlerCollector;
import io.bisocket.internal.dispatch.Handlers;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.handler.HandlerMethods;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Handlers that echo, without Spring and as methods of a bean. */
final class EchoHandlers extends HandlerCollector<EchoHandlers> implements AutoCloseable {

    static final String CORE_BYTES = "core.bytes";
    static final String CORE_JSON = "core.json";
    static final String SPRING_BYTES = "spring.bytes";
    static final String SPRING_JSON = "spring.json";

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    private EchoHandlers() {}

    static EchoHandlers start() {
        EchoHandlers handlers = new EchoHandlers();
        handlers.handler(CORE_BYTES, request -> request.reply(request.bytes()));
        handlers.handler(CORE_JSON, request -> request.replyObject(request.as(Order.class)));
        handlers.addBeans();
        return handlers;
    }

    private void addBeans() {
        context.registerBean(EchoBean.class);
        context.registerBean(
                HandlerMethods.class,
                () -> new HandlerMethods(context.getBeanFactory(), handler -> true));
        context.refresh();
        context.getBean(HandlerMethods.class).addTo(this);
    }

    Handlers all() {
        return handlers();
    }

    @Override
    protected EchoHandlers self() {
        return this;
    }

    @Override
    public void close() {
        context.close();
    }

    record Order(String item, int count) {}

    /** What a user writes. */
    static final class EchoBean {

        @BiSocketHandler(SPRING_BYTES)
        byte[] echo(byte[] payload) {
            return payload;
        }

        @BiSocketHandler(SPRING_JSON)
        Order echo(Order order) {
            return order;
        }
    }
}
