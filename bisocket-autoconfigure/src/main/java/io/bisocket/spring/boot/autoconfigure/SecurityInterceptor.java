package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.ClientSession;
import io.bisocket.ForbiddenException;
import io.bisocket.HandlerInterceptor;
import io.bisocket.Request;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Has the server's handlers run as the client that asks, while they are called, and tells it with a
 * fixed text when it may not. Thread-safe.
 */
final class SecurityInterceptor implements HandlerInterceptor, Ordered {

    private static final Logger log = LoggerFactory.getLogger(SecurityInterceptor.class);

    private final SessionAuthentication authentication;
    private final List<AuthorizationManager<Request>> rules;

    /**
     * @param rules all of them have to agree before a handler is called
     */
    SecurityInterceptor(
            SessionAuthentication authentication, List<AuthorizationManager<Request>> rules) {
        this.authentication = authentication;
        this.rules = rules;
    }

    @Override
    public CompletionStage<?> intercept(Request request, Next next) {
        if (!(request.peer() instanceof ClientSession client)) {
            return next.proceed();
        }
        Authentication caller = authentication.of(client);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller);
        SecurityContextHolder.setContext(context);
        try {
            requireAllowed(caller, request);
            return orForbidden(next.proceed(), request);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Inside of what measures calls. */
    @Override
    public int getOrder() {
        return 0;
    }

    private void requireAllowed(Authentication caller, Request request) {
        for (AuthorizationManager<Request> rule : rules) {
            AuthorizationResult result = rule.authorize(() -> caller, request);
            if (result != null && !result.isGranted()) {
                log.debug("{} may not be made by {}", request, caller.getName());
                throw new ForbiddenException();
            }
        }
    }

    private static <T> CompletionStage<T> orForbidden(CompletionStage<T> stage, Request request) {
        return stage.exceptionally(
                failure -> {
                    Throwable cause = cause(failure);
                    if (cause instanceof AccessDeniedException
                            || cause instanceof AuthenticationException) {
                        log.debug("{} is denied", request, cause);
                        throw new CompletionException(new ForbiddenException());
                    }
                    throw new CompletionException(cause);
                });
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
