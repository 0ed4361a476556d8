package io.bisocket.spring.boot.autoconfigure;

import static io.bisocket.spring.boot.autoconfigure.Settings.invalid;

import io.bisocket.BiSocketClient;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/** Reads where a client's servers are: one by host and port, or several by their addresses. */
final class ClientAddressReader {

    private final ClientNames names;
    private final Client client;
    private final boolean provided;
    private final Environment environment;

    ClientAddressReader(ConfiguredClient client, Environment environment) {
        this.names = client.names();
        this.client = client.properties();
        this.provided = client.provided();
        this.environment = environment;
    }

    /** Whether anything says where the servers of a client are. */
    static boolean isSet(Client client) {
        return isSet(client.host(), client.addresses());
    }

    /** The same, by the properties under a prefix, without binding all others. */
    static boolean isSet(Binder binder, String prefix) {
        return isSet(
                binder.bind(prefix + ".host", String.class).orElse(null),
                binder.bind(prefix + ".addresses", Bindable.listOf(String.class)).orElse(null));
    }

    /**
     * The addresses, such as {@code node-1.example:65432}.
     *
     * @throws InvalidClientException if both ways are used at once
     */
    List<String> read() {
        List<String> addresses = client.addresses();
        return addresses != null && isSet(null, addresses) ? several(addresses) : List.of(single());
    }

    private static boolean isSet(@Nullable String host, @Nullable List<String> addresses) {
        return StringUtils.hasText(host)
                || (addresses != null && addresses.stream().anyMatch(StringUtils::hasText));
    }

    private String single() {
        String host = client.host();
        Assert.state(host != null, () -> names.property("host") + " is not set");
        int port = Settings.port(names.property("port"), client.port(), 1);
        return checked(
                names.property("host"),
                Addresses.text(host.strip(), port),
                host,
                "it must be the name or the address of a host, and nothing more");
    }

    private List<String> several(List<String> addresses) {
        if (!provided) {
            refuseBoth();
        }
        List<String> read = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            String address = addresses.get(i).strip();
            read.add(
                    checked(
                            "%s[%d]".formatted(names.property("addresses"), i),
                            address,
                            address,
                            "it must be a host and a port of 1 to 65535, such as"
                                    + " node-1.example:65432 or [::1]:65432"));
        }
        return read;
    }

    private void refuseBoth() {
        Stream.of("host", "port")
                .map(names::property)
                .filter(property -> StringUtils.hasText(environment.getProperty(property)))
                .findFirst()
                .ifPresent(this::refuse);
    }

    private void refuse(String property) {
        String addresses = names.property("addresses");
        throw new InvalidClientException(
                "properties %s and %s are both set, and only one of them can say where the servers of %s are"
                        .formatted(property, addresses, names),
                "Remove %s and %s, or remove %s; each of the addresses is a host and a port."
                        .formatted(names.property("host"), names.property("port"), addresses));
    }

    /** The builder knows best what an address is. */
    private static String checked(String property, String address, String value, String expected) {
        try {
            BiSocketClient.builder().addresses(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw invalid(property, value, expected);
        }
    }
}
