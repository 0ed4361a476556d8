package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.ClientSession;
import io.bisocket.spring.security.BiSocketAuthentication;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Clients as Spring Security knows them. Thread-safe.
 *
 * <pre>
 *   principal that is an Authentication ──► itself
 *   principal, or a key with a name ──────► BiSocketAuthentication with the authorities of the key
 *   neither ──────────────────────────────► anonymous
 * </pre>
 */
final class SessionAuthentication {

    private static final String ANONYMOUS = "anonymous";

    private final KeyAuthorities authorities;

    SessionAuthentication(KeyAuthorities authorities) {
        this.authorities = authorities;
    }

    Authentication of(ClientSession client) {
        Principal principal = client.principal().orElse(null);
        if (principal instanceof Authentication authentication) {
            return authentication;
        }
        String key = client.keyName().orElse(null);
        String name = principal != null ? principal.getName() : key;
        return name == null ? anonymous() : authentication(name, key, client);
    }

    private Authentication authentication(String name, @Nullable String key, ClientSession client) {
        return new BiSocketAuthentication(name, key, client.id(), authorities.of(key));
    }

    private static Authentication anonymous() {
        return new AnonymousAuthenticationToken(
                "bisocket", ANONYMOUS, AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    }
}
