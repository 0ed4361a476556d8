package io.bisocket.spring.security;

import io.bisocket.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.util.PatternMatchUtils;

/**
 * Which caller may call which methods, by patterns such as {@code admin.*}. The first pattern that
 * matches decides; what none matches is refused. As a bean it is asked before any handler is
 * called. Immutable.
 *
 * <pre>{@code
 * MethodAuthorization.builder()
 *         .hasAuthority("admin.*", "admin")
 *         .permitAll("*")
 *         .build()
 * }</pre>
 */
public final class MethodAuthorization implements AuthorizationManager<Request> {

    private final List<Rule> rules;

    private MethodAuthorization(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Starts without any rule. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, Request request) {
        for (Rule rule : rules) {
            if (PatternMatchUtils.simpleMatch(rule.pattern(), request.method())) {
                return rule.manager().authorize(authentication, request);
            }
        }
        return new AuthorizationDecision(false);
    }

    private record Rule(String pattern, AuthorizationManager<Request> manager) {}

    /** Collects rules, in order; not thread-safe. */
    public static final class Builder {

        private final List<Rule> rules = new ArrayList<>();

        private Builder() {}

        /** Whoever has one of these authorities may call methods of this pattern. */
        public Builder hasAuthority(String pattern, String... authorities) {
            return access(pattern, AuthorityAuthorizationManager.hasAnyAuthority(authorities));
        }

        /** Everybody may call methods of this pattern. */
        public Builder permitAll(String pattern) {
            return access(pattern, (authentication, request) -> new AuthorizationDecision(true));
        }

        /** Nobody may call methods of this pattern. */
        public Builder denyAll(String pattern) {
            return access(pattern, (authentication, request) -> new AuthorizationDecision(false));
        }

        /** This manager decides about methods of this pattern. */
        public Builder access(String pattern, AuthorizationManager<Request> manager) {
            rules.add(new Rule(pattern, manager));
            return this;
        }

        /** The rules. */
        public MethodAuthorization build() {
            return new MethodAuthorization(rules);
        }
    }
}
