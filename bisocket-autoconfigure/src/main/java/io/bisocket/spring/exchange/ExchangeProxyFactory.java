package io.bisocket.spring.exchange;

import io.bisocket.Peer;
import io.bisocket.spring.BiSocketExchange;
import io.bisocket.spring.InvalidExchangeException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.aop.framework.ProxyFactory;

/**
 * Makes objects whose methods call a peer, of interfaces with {@link BiSocketExchange}. A server
 * calls its clients so:
 *
 * <pre>{@code
 * Sensor sensor = exchanges.create(Sensor.class, server.client(id));
 * }</pre>
 *
 * <p>Objects become payloads by the payload codec of the peer. Thread-safe, and so is what it
 * makes; what is to be known of methods is found out once for each object.
 */
public final class ExchangeProxyFactory {

    private final UnaryOperator<String> placeholders;

    /**
     * @param placeholders resolves <code>${...}</code> in names and timeouts
     */
    public ExchangeProxyFactory(UnaryOperator<String> placeholders) {
        this.placeholders = placeholders;
    }

    /**
     * An object that calls this peer, such as a client or a session.
     *
     * @throws InvalidExchangeException if the interface has a method that cannot be a call
     */
    public <T> T create(Class<T> exchange, Peer peer) {
        return create(exchange, () -> peer);
    }

    /**
     * An object that calls the peer that there is when a method is called.
     *
     * @throws InvalidExchangeException if the interface has a method that cannot be a call
     */
    public <T> T create(Class<T> exchange, Supplier<? extends Peer> peer) {
        ProxyFactory proxies = new ProxyFactory();
        proxies.setInterfaces(exchange);
        proxies.addAdvice(
                new ExchangeCalls(exchange, ExchangeReader.read(exchange, placeholders), peer));
        return exchange.cast(proxies.getProxy(exchange.getClassLoader()));
    }
}
