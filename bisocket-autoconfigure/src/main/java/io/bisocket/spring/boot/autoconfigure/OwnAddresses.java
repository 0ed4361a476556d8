package io.bisocket.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;

/** Which addresses are this machine's own. */
final class OwnAddresses {

    private OwnAddresses() {}

    /** Whether this address is a port of this machine. */
    static boolean isPort(int port, InetSocketAddress address) {
        return address.getPort() == port && isHere(address.getHostString());
    }

    /** Whether this address is one of this machine. */
    static boolean isHere(InetSocketAddress address) {
        return isHere(address.getHostString());
    }

    private static boolean isHere(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
