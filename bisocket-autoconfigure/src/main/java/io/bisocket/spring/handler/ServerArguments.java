package io.bisocket.spring.handler;

import io.bisocket.ClientSession;
import java.security.Principal;
import java.util.UUID;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;

/**
 * Parameters about the client that asks, which there is at a server alone: what a client handles is
 * asked by its server.
 */
final class ServerArguments {

    private ServerArguments() {}

    /**
     * Refuses such a parameter of a handler of a client.
     *
     * @throws io.bisocket.spring.InvalidHandlerException if it is one
     */
    static void refuse(BeanMethod handler, MethodParameter parameter) {
        if (isOne(parameter)) {
            throw handler.invalid(
                    "%s is about the client that asks, and this handler is called by a server: ask for Request or Peer, or remove client from @BiSocketHandler"
                            .formatted(Signature.name(parameter)));
        }
    }

    private static boolean isOne(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == ClientSession.class
                || type == UUID.class
                || (Principal.class.isAssignableFrom(type)
                        && Nullness.forMethodParameter(parameter) != Nullness.NULLABLE);
    }
}
