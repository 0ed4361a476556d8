package io.bisocket.spring.security;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** A client that has shown that it holds a key. Immutable. */
public final class BiSocketAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final @Nullable String keyName;
    private final UUID clientId;

    /**
     * @param name who it is: the name of the session's principal, else that of the key
     * @param keyName the name of the key; null for the key without one
     * @param clientId the client's id, which a shared key does not prove
     */
    public BiSocketAuthentication(
            String name,
            @Nullable String keyName,
            UUID clientId,
            Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.name = name;
        this.keyName = keyName;
        this.clientId = clientId;
        super.setAuthenticated(true);
    }

    /** The name of the key that opened the session. */
    public Optional<String> keyName() {
        return Optional.ofNullable(keyName);
    }

    /** The client's id, which a shared key does not prove. */
    public UUID clientId() {
        return clientId;
    }

    /** The name. */
    @Override
    public Object getPrincipal() {
        return name;
    }

    /** Empty: a key never leaves the core. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof BiSocketAuthentication that
                && clientId.equals(that.clientId)
                && Objects.equals(keyName, that.keyName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), clientId, keyName);
    }
}
