package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.NamedKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.util.StringUtils;

/**
 * What the holders of keys may do, as {@code bisocket.keys.<name>.authorities} has it now.
 * Thread-safe.
 */
final class KeyAuthorities implements KeysRefreshListener {

    private final Supplier<Map<String, NamedKey>> source;
    private volatile Map<String, List<GrantedAuthority>> byKey;

    /**
     * @param source reads the keys by name, at once for the first time
     */
    KeyAuthorities(Supplier<Map<String, NamedKey>> source) {
        this.source = source;
        this.byKey = read(source.get());
    }

    /** Those of a key; none for the key without a name. */
    List<GrantedAuthority> of(@Nullable String keyName) {
        return keyName == null ? List.of() : byKey.getOrDefault(keyName, List.of());
    }

    @Override
    public void refreshed() {
        byKey = read(source.get());
    }

    private static Map<String, List<GrantedAuthority>> read(Map<String, NamedKey> keys) {
        Map<String, List<GrantedAuthority>> authorities = new HashMap<>();
        keys.forEach((name, key) -> authorities.put(name, read(name, key.authorities())));
        return Map.copyOf(authorities);
    }

    private static List<GrantedAuthority> read(String keyName, @Nullable List<String> names) {
        if (names == null) {
            return List.of();
        }
        if (!names.stream().allMatch(StringUtils::hasText)) {
            throw new InvalidKeysException(
                    "property %s holds a blank authority"
                            .formatted(ConfiguredKeys.property(keyName, "authorities")),
                    "Remove it, or give it a name.");
        }
        return List.copyOf(AuthorityUtils.createAuthorityList(names));
    }
}
