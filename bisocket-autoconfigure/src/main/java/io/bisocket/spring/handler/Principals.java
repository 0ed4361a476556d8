package io.bisocket.spring.handler;

import io.bisocket.ClientSession;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.util.ClassUtils;

/** Who stands behind a request, as its session knows them. */
final class Principals {

    private static final String AUTHENTICATION = "org.springframework.security.core.Authentication";

    private Principals() {}

    /** The argument for a parameter that is a principal; null for others. */
    static @Nullable Argument argument(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        if (!Principal.class.isAssignableFrom(type) || isAuthentication(type)) {
            return null;
        }
        boolean nullable = Nullness.forMethodParameter(parameter) == Nullness.NULLABLE;
        String name = Signature.name(parameter);
        return call -> {
            Object principal =
                    call.request().peer() instanceof ClientSession client
                            ? client.principal().filter(type::isInstance).orElse(null)
                            : null;
            if (principal == null && !nullable) {
                throw new IllegalStateException(
                        "nobody has said who the caller is, which %s asks for".formatted(name));
            }
            return principal;
        };
    }

    /** Spring Security's own kind of principal, which has a resolver of its own. */
    private static boolean isAuthentication(Class<?> type) {
        return ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                .anyMatch(each -> each.getName().equals(AUTHENTICATION));
    }
}
