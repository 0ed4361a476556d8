package io.bisocket.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Arguments of handlers that are an {@link Authentication}: that of the caller. */
final class AuthenticationArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Authentication.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (parameter.getParameterType().isInstance(caller)) {
            return caller;
        }
        throw new IllegalStateException(
                "%s asks for a caller of type %s, but it is %s"
                        .formatted(
                                parameter,
                                parameter.getParameterType().getName(),
                                caller == null ? "unknown" : caller.getClass().getName()));
    }
}
