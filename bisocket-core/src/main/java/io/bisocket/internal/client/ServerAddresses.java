package io.bisocket.internal.client;

import io.bisocket.AddressOrder;
import io.bisocket.BiSocketException;
import io.bisocket.NotConnectedException;
import io.bisocket.internal.transport.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a client's servers are, and in which order they are tried: the one that is connected first,
 * and those that have failed since the last connection after all others. Belongs to the event loop;
 * {@link #present()} and {@link #all()} are thread-safe.
 */
final class ServerAddresses {

    private final List<Endpoint> given;
    private final List<Endpoint> order;
    private final Set<Endpoint> failed = new LinkedHashSet<>();
    private @Nullable Endpoint connected;
    private volatile Endpoint present;

    /**
     * @param given at least one, none of them twice
     */
    ServerAddresses(List<Endpoint> given, AddressOrder order) {
        this.given = List.copyOf(given);
        List<Endpoint> tried = new ArrayList<>(given);
        if (order == AddressOrder.SHUFFLED) {
            Collections.shuffle(tried);
        }
        this.order = List.copyOf(tried);
        this.present = tried.get(0);
    }

    /** As they were given. */
    List<Endpoint> all() {
        return given;
    }

    /** The one that is connected; else the one that was tried last, at first the first. */
    Endpoint present() {
        return present;
    }

    /** Whether there is one besides the present one. */
    boolean areSeveral() {
        return given.size() > 1;
    }

    /** In which order to try them now; each once. */
    List<Endpoint> round() {
        Set<Endpoint> round = new LinkedHashSet<>();
        if (connected != null) {
            round.add(connected);
        }
        round.addAll(order);
        round.removeAll(failed);
        round.addAll(failed);
        return List.copyOf(round);
    }

    /** This one is tried, to take the place of none. */
    void tried(Endpoint address) {
        present = address;
    }

    /** This one is connected; what has failed before is forgiven. */
    void connected(Endpoint address) {
        connected = address;
        present = address;
        failed.clear();
    }

    /** This one did not take the client, has lost it, or is about to stop. */
    void failed(Endpoint address) {
        failed.remove(address);
        failed.add(address);
        if (address.equals(connected)) {
            connected = null;
        }
    }

    /**
     * That none of them is connected.
     *
     * @param cause why; null if nobody has asked for that
     */
    NotConnectedException notConnected(@Nullable BiSocketException cause) {
        String why = cause == null ? "nobody has asked to connect" : cause.getMessage();
        return new NotConnectedException("not connected to %s: %s".formatted(this, why), cause);
    }

    /** All of them, as sentences name them. */
    @Override
    public String toString() {
        return given.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    }
}
