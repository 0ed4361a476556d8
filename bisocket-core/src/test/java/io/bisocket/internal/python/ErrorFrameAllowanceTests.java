package io.bisocket.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ErrorFrameAllowanceTests {

    private final ErrorFrameAllowance allowance = new ErrorFrameAllowance();

    @Test
    void whenOneAddressIsToldOftenThenAnotherIsStillTold() {
        int told = 0;
        while (allowance.permits(address(1))) {
            told++;
        }

        assertThat(told).isBetween(10, 20);
        assertThat(allowance.permits(address(2))).isTrue();
    }

    @Test
    void whenManyAddressesAreToldThenThereIsABoundForAll() {
        int told = 0;
        for (int i = 0; i < 10_000; i++) {
            told += allowance.permits(address(i)) ? 1 : 0;
        }

        assertThat(told).isBetween(100, 1_000);
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
