package io.bisocket.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PassphraseStretchingTests {

    private final PassphraseStretching stretching = new PassphraseStretching(1);

    /** RFC 7914 section 11, the first 32 bytes of 64. */
    @Test
    void publishedExamples() {
        assertThat(PassphraseStretching.pbkdf2("passwd", Bytes.ascii("salt"), 1))
                .isEqualTo(
                        Bytes.hex(
                                "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"));
        assertThat(PassphraseStretching.pbkdf2("Password", Bytes.ascii("NaCl"), 80_000))
                .isEqualTo(
                        Bytes.hex(
                                "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"));
    }

    @Test
    void aPassphraseIsStretchedOnce() {
        SecretBytes first = stretching.stretch("passphrase", "orders");
        SecretBytes second = stretching.stretch(new StringBuilder("passphrase"), "orders");
        assertThat(second).isEqualTo(first);
        assertThat(stretching.stretched()).isEqualTo(1);
    }

    @Test
    void theServiceNameIsPartOfIt() {
        SecretBytes orders = stretching.stretch("passphrase", "orders");
        assertThat(stretching.stretch("passphrase", "billing")).isNotEqualTo(orders);
        assertThat(stretching.stretch("sphrase", "orderspas")).isNotEqualTo(orders);
        assertThat(stretching.stretched()).isEqualTo(3);
    }

    @Test
    void whenOneResultIsDestroyedThenTheNextIsWhole() {
        SecretBytes expected = stretching.stretch("passphrase", "orders").copy();
        stretching.stretch("passphrase", "orders").destroy();
        assertThat(stretching.stretch("passphrase", "orders")).isEqualTo(expected);
        assertThat(stretching.stretched()).isEqualTo(1);
    }

    @Test
    void theMemoryIsBoundedAndForgetsWhatWasUsedLongestAgo() {
        SecretBytes kept = stretching.stretch("kept", "orders");
        for (int i = 1; i <= PassphraseStretching.MAX_REMEMBERED; i++) {
            stretching.stretch("other " + i, "orders");
            assertThat(stretching.stretch("kept", "orders")).isEqualTo(kept);
        }
        assertThat(stretching.stretched()).isEqualTo(1 + PassphraseStretching.MAX_REMEMBERED);
        stretching.stretch("other 1", "orders");
        assertThat(stretching.stretched()).isEqualTo(2 + PassphraseStretching.MAX_REMEMBERED);
    }

    @Test
    void whenSeveralAskAtOnceThenThereIsWorkForOne() {
        List<CompletableFuture<SecretBytes>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(
                    CompletableFuture.supplyAsync(
                            () -> stretching.stretch("passphrase", "orders")));
        }
        assertThat(results.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(stretching.stretched()).isEqualTo(1);
    }
}
