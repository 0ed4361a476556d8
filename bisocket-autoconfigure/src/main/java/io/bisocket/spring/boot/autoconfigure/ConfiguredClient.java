package io.bisocket.spring.boot.autoconfigure;

import static io.bisocket.spring.boot.autoconfigure.ClientNames.NAMED;
import static io.bisocket.spring.boot.autoconfigure.ClientNames.UNNAMED;

import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Client;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * A client as the properties have it: that of {@code bisocket.client}, or one of {@code
 * bisocket.clients}, which has from there what it does not set itself.
 *
 * @param names what it and its properties are called
 * @param properties what is set
 * @param provided whether a bean says where its servers are, whatever properties say of that
 */
record ConfiguredClient(ClientNames names, Client properties, boolean provided) {

    /**
     * The names of all clients that are wanted.
     *
     * @param beans may hold {@link BiSocketConnectionDetails} in place of hosts
     * @throws InvalidClientException if one of them has no server to connect to, or no name
     */
    static List<String> wanted(Environment environment, ListableBeanFactory beans) {
        ProvidedAddresses provided = new ProvidedAddresses(beans);
        Set<String> wanted = new LinkedHashSet<>();
        if (isUnnamedWanted(environment, provided)) {
            wanted.add(BiSocketHandler.DEFAULT_CLIENT);
        }
        Map<String, Client> named =
                Binder.get(environment)
                        .bind(NAMED, Bindable.mapOf(String.class, Client.class))
                        .orElseGet(Map::of);
        named.forEach(
                (name, client) -> {
                    if (client.enabled()) {
                        check(name, client, provided);
                        wanted.add(name);
                    }
                });
        provided.clients().stream()
                .filter(name -> !ClientNames.isUnnamed(name) && !named.containsKey(name))
                .forEach(wanted::add);
        return List.copyOf(wanted);
    }

    /** Reads the properties of a client. */
    static ConfiguredClient of(String client, Environment environment) {
        if (ClientNames.isUnnamed(client)) {
            return new ConfiguredClient(
                    ClientNames.unnamed(),
                    Binder.get(environment).bindOrCreate(UNNAMED, Client.class),
                    false);
        }
        Set<String> inherited = new HashSet<>();
        String prefix = ClientNames.prefix(client);
        Client properties =
                new Binder(
                                withInherited(environment, prefix, inherited),
                                new PropertySourcesPlaceholdersResolver(environment))
                        .bindOrCreate(prefix, Client.class);
        return new ConfiguredClient(
                new ClientNames(client, Set.copyOf(inherited)), properties, false);
    }

    /** The same client, of servers at other addresses. */
    ConfiguredClient at(BiSocketConnectionDetails details) {
        Client moved =
                new Client(
                        properties.enabled(),
                        null,
                        properties.port(),
                        details.getAddresses().stream()
                                .map(BiSocketConnectionDetails.Address::toString)
                                .toList(),
                        properties.addressOrder(),
                        properties.protocol(),
                        properties.keyName(),
                        properties.id(),
                        properties.requestTimeout(),
                        properties.failFast(),
                        properties.ssl(),
                        properties.python(),
                        properties.reconnect(),
                        properties.limits());
        return new ConfiguredClient(names, moved, true);
    }

    /** Whether the properties say that a client is not to be. */
    static boolean isDisabled(String client, Environment environment) {
        return !Binder.get(environment)
                .bind(ClientNames.prefix(client) + ".enabled", Boolean.class)
                .orElse(true);
    }

    private static boolean isUnnamedWanted(Environment environment, ProvidedAddresses provided) {
        return environment.getProperty(UNNAMED + ".enabled", Boolean.class, true)
                && (provided.areFor(BiSocketHandler.DEFAULT_CLIENT)
                        || ClientAddressReader.isSet(Binder.get(environment), UNNAMED));
    }

    private static void check(String name, Client client, ProvidedAddresses provided) {
        if (ClientNames.isUnnamed(name)) {
            throw new InvalidClientException(
                    "'%s' is the name of the client of bisocket.client, and stands under %s as well"
                            .formatted(name, NAMED),
                    "Give the client under %s another name, or move its properties to %s."
                            .formatted(ClientNames.NAMED + "." + name, UNNAMED));
        }
        if (!ClientAddressReader.isSet(client) && !provided.areFor(name)) {
            String prefix = ClientNames.prefix(name);
            throw new InvalidClientException(
                    "the client '%s' has no server to connect to: neither %s.host nor %s.addresses is set"
                            .formatted(name, prefix, prefix),
                    "Set one of the two; or set %s.enabled to false.".formatted(prefix));
        }
    }

    /** Sources with the client's own properties first, whatever source they are in. */
    private static List<ConfigurationPropertySource> withInherited(
            Environment environment, String prefix, Set<String> inherited) {
        List<ConfigurationPropertySource> own = new ArrayList<>();
        List<ConfigurationPropertySource> others = new ArrayList<>();
        ConfigurationPropertyName heir = ConfigurationPropertyName.of(prefix);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            own.add(source);
            others.add(new InheritedProperties(source, heir, inherited));
        }
        own.addAll(others);
        return own;
    }
}
