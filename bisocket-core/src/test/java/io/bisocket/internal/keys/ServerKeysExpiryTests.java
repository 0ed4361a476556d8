package io.bisocket.internal.keys;

import static io.bisocket.internal.keys.ScriptedTime.START;
import static io.bisocket.internal.keys.TestKeys.BLUE;
import static io.bisocket.internal.keys.TestKeys.RED;
import static io.bisocket.internal.keys.TestKeys.SERVICE;
import static io.bisocket.internal.keys.TestKeys.id;
import static io.bisocket.internal.keys.TestKeys.psk;
import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.KeyRing;
import io.bisocket.internal.keys.ServerKey.Standing;
import io.bisocket.internal.server.LogLines;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerKeysExpiryTests {

    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TOLD = "expired the key without a name";

    private final ScriptedTime time = new ScriptedTime();
    private final KeyEvents events = new KeyEvents();
    private final ServerKeys keys = new ServerKeys(SERVICE, time, Runnable::run, time, events);

    @Test
    void whenItsLastMomentHasPassedThenAKeyHasExpiredAndTheListenerIsToldOnce() {
        keys.replace(until(START.plus(HOUR)));
        ServerKey red = red();

        time.advance(HOUR);
        assertThat(red.standing()).isEqualTo(Standing.VALID);
        assertThat(events.take()).isEmpty();

        time.advance(MILLI);
        assertThat(red.standing()).isEqualTo(Standing.EXPIRED);
        assertThat(events.take()).containsExactly(TOLD);

        time.advance(Duration.ofDays(1));
        assertThat(events.take()).isEmpty();
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void whenAKeyHasExpiredThenItIsFoundAllTheSame() {
        keys.replace(until(START.minus(MILLI)));

        assertThat(keys.find(id(null)).psk()).isEqualTo(psk(null, RED));
        assertThat(red().standing()).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void whenAKeyComesTooLateThenThereIsALineAndNobodyIsTold() {
        try (LogLines log = new LogLines(ServerKeys.class)) {
            keys.replace(until(START.minus(MILLI)));

            assertThat(log.lines())
                    .containsExactly(
                            "WARN No session opens under the key without a name: it expired at"
                                    + " 2026-06-01T11:59:59.999Z");
        }
        assertThat(events.take()).isEmpty();
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void whenOneKeyExpiresThenTheOthersGoOn() {
        keys.replace(
                KeyRing.builder()
                        .key(RED, k -> k.notAfter(START.plus(HOUR)))
                        .key("blue", BLUE, k -> k.notAfter(START.plus(HOUR).plus(HOUR)))
                        .build());
        ServerKey blue = keys.find(id("blue")).serverKey().orElseThrow();

        time.advance(HOUR.plus(MILLI));
        assertThat(events.take()).containsExactly(TOLD);
        assertThat(blue.standing()).isEqualTo(Standing.VALID);

        time.advance(HOUR);
        assertThat(events.take()).containsExactly("expired the key 'blue'");
    }

    @Test
    void whenTheEndIsMovedBackThenItIsToldAtTheNewOneAlone() {
        keys.replace(until(START.plus(HOUR)));
        ServerKey red = red();
        keys.replace(until(START.plus(HOUR).plus(HOUR)));

        time.advance(HOUR.plus(HOUR));
        assertThat(events.take()).isEmpty();
        time.advance(MILLI);
        assertThat(events.take()).containsExactly(TOLD);
        assertThat(red()).isSameAs(red);
    }

    @Test
    void whenTheEndIsTakenAwayThenNothingExpires() {
        keys.replace(until(START.plus(HOUR)));
        keys.replace(KeyRing.of(RED));

        assertThat(time.scheduled()).isZero();
        time.advance(Duration.ofDays(1));
        assertThat(red().standing()).isEqualTo(Standing.VALID);
        assertThat(events.take()).isEmpty();
    }

    @Test
    void whenTheEndIsMovedIntoThePastThenTheListenerIsTold() {
        keys.replace(KeyRing.of(RED));
        keys.replace(until(START.minus(HOUR)));
        assertThat(red().standing()).isEqualTo(Standing.EXPIRED);

        time.advance(MILLI);
        assertThat(events.take()).containsExactly(TOLD);
    }

    @Test
    void whenAnExpiredKeyIsProlongedThenItOpensSessionsAndExpiresAgain() {
        keys.replace(until(START.plus(HOUR)));
        time.advance(HOUR.plus(MILLI));
        ServerKey red = red();
        keys.replace(until(START.plus(HOUR).plus(HOUR)));

        assertThat(red.standing()).isEqualTo(Standing.VALID);
        assertThat(events.take()).containsExactly(TOLD);
        time.advance(HOUR);
        assertThat(events.take()).containsExactly(TOLD);
    }

    @Test
    void whenAnExpiredKeyStaysInTheRingThenNobodyIsToldAgain() {
        keys.replace(until(START.plus(HOUR)));
        time.advance(HOUR.plus(MILLI));
        events.take();

        keys.replace(until(START.plus(HOUR)));
        time.advance(HOUR);
        assertThat(events.take()).isEmpty();
    }

    @Test
    void whenAnExpiredKeyIsRevokedThenTheListenerIsTold() {
        keys.replace(until(START.plus(HOUR)));
        time.advance(HOUR.plus(MILLI));
        events.take();

        keys.replace(KeyRing.of(BLUE));
        assertThat(events.take()).containsExactly("revoked the key without a name");
    }

    @Test
    void whenTheClockIsSetForwardThenThatIsNoticedWithinAMinute() {
        keys.replace(until(START.plus(HOUR)));
        time.setClock(HOUR.plus(MILLI));

        assertThat(red().standing()).isEqualTo(Standing.EXPIRED);
        time.advance(ExpiryAlarm.LONGEST_WAIT);
        assertThat(events.take()).containsExactly(TOLD);
    }

    @Test
    void whenTheClockIsSetBackThenWhatWasToldHolds() {
        keys.replace(until(START.plus(HOUR)));
        time.advance(HOUR.plus(MILLI));
        events.take();
        time.setClock(HOUR.negated());

        assertThat(red().standing()).isEqualTo(Standing.EXPIRED);
        time.advance(HOUR.plus(HOUR));
        assertThat(events.take()).isEmpty();
    }

    @Test
    void whenTheEndIsTheEndOfTimeThenTheKeyHasNotExpired() {
        keys.replace(until(Instant.MAX));
        time.advance(HOUR);

        assertThat(red().standing()).isEqualTo(Standing.VALID);
        assertThat(time.scheduled()).isOne();
    }

    private static KeyRing until(Instant moment) {
        return KeyRing.builder().key(RED, key -> key.notAfter(moment)).build();
    }

    private ServerKey red() {
        return keys.find(id(null)).serverKey().orElseThrow();
    }
}
