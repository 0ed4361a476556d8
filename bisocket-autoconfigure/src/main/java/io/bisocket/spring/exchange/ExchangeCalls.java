package io.bisocket.spring.exchange;

import io.bisocket.Peer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** What a proxy does: calls, the interface's own default methods, and {@code toString}. */
final class ExchangeCalls implements MethodInterceptor {

    private final Class<?> exchange;
    private final Map<Method, ExchangeCall> calls;
    private final Supplier<? extends Peer> peer;
    private final Map<Method, MethodHandle> defaults = new ConcurrentHashMap<>();

    ExchangeCalls(
            Class<?> exchange, Map<Method, ExchangeCall> calls, Supplier<? extends Peer> peer) {
        this.exchange = exchange;
        this.calls = calls;
        this.peer = peer;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Method method = invocation.getMethod();
        ExchangeCall call = calls.get(method);
        if (call != null) {
            return call.make(peer.get(), invocation.getArguments());
        }
        return method.isDefault() ? runDefault(method, invocation) : toString();
    }

    private @Nullable Object runDefault(Method method, MethodInvocation invocation)
            throws Throwable {
        Object proxy = ((ProxyMethodInvocation) invocation).getProxy();
        return defaults.computeIfAbsent(method, ExchangeCalls::handle)
                .bindTo(proxy)
                .invokeWithArguments(invocation.getArguments());
    }

    private static MethodHandle handle(Method method) {
        Class<?> owner = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .unreflectSpecial(method, owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("%s cannot be called".formatted(method), e);
        }
    }

    /** Such as {@code com.example.OrderService, called through a peer}. */
    @Override
    public String toString() {
        return exchange.getName() + ", called through a peer";
    }
}
