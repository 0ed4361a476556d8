package io.bisocket.spring.boot.autoconfigure;

import io.bisocket.Limits;
import io.bisocket.spring.BiSocketHandler;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Client;
import io.bisocket.spring.boot.autoconfigure.BiSocketProperties.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/** Finds settings of clients that do not go together. */
final class ClientContradictions {

    private static final Map<String, Protocol> OF_ONE_FORMAT =
            Map.of(
                    "limits.frame-timeout", Protocol.PYTHON,
                    "limits.resume-window", Protocol.NATIVE,
                    "limits.max-buffered-bytes", Protocol.NATIVE);

    private final SetProperties set;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final List<Contradiction> found = new ArrayList<>();

    ClientContradictions(Environment environment, ListableBeanFactory beans) {
        this.set = new SetProperties(environment);
        for (String name : ConfiguredClient.wanted(environment, beans)) {
            clients.put(name, ConfiguredClient.of(name, environment).properties());
        }
    }

    /**
     * The contradictions that harm nothing.
     *
     * @throws InvalidClientException if two clients have one id at the same server, where each
     *     would take the other's place
     */
    List<Contradiction> find() {
        requireOwnIds();
        clients.forEach(this::find);
        if (!clients.containsKey(BiSocketHandler.DEFAULT_CLIENT)) {
            noClient("port");
            noClient("id");
        }
        return List.copyOf(found);
    }

    private void requireOwnIds() {
        Map<String, String> namesByIds = new HashMap<>();
        clients.forEach(
                (name, client) -> {
                    UUID id = client.id();
                    if (id != null && client.host() != null) {
                        String there = "%s:%d %s".formatted(client.host(), client.port(), id);
                        String other = namesByIds.putIfAbsent(there, name);
                        if (other != null) {
                            throw sameId(id, ClientNames.prefix(name), ClientNames.prefix(other));
                        }
                    }
                });
    }

    private static InvalidClientException sameId(UUID id, String one, String other) {
        return new InvalidClientException(
                "%s.id and %s.id are both %s, at one server, which knows each client by its id"
                        .formatted(other, one, id),
                "Remove %s.id, or give that client another one.".formatted(one));
    }

    private void find(String name, Client client) {
        String prefix = ClientNames.prefix(name) + ".";
        OF_ONE_FORMAT.forEach(
                (limit, format) -> {
                    if (isNowhere(format, name, client)) {
                        noEffect(
                                prefix + limit,
                                "%sprotocol is not %s".formatted(prefix, TagValues.of(format)));
                    }
                });
        String size = prefix + "limits.max-message-size";
        if (set.contains(size) && client.limits().maxBufferedBytes() == null) {
            Contradiction.ofHeap(
                            size,
                            client.limits().maxMessageSize(),
                            Limits.defaults().maxBufferedBytes())
                    .ifPresent(found::add);
        }
    }

    /** Neither this client speaks it, nor one that has its properties from this one. */
    private boolean isNowhere(Protocol format, String name, Client client) {
        return ClientNames.isUnnamed(name)
                ? clients.values().stream().noneMatch(each -> each.protocol() == format)
                : client.protocol() != format;
    }

    private void noClient(String property) {
        noEffect(
                "%s.%s".formatted(ClientNames.UNNAMED, property),
                "there is no client without a name: %s.host is not set, or %s.enabled is false"
                        .formatted(ClientNames.UNNAMED, ClientNames.UNNAMED));
    }

    private void noEffect(String property, String since) {
        if (set.contains(property)) {
            found.add(Contradiction.noEffect(property, since));
        }
    }
}
