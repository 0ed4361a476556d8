package io.bisocket.internal.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.bisocket.internal.secure.FaultProxy.Direction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTests {

    private static final List<Fault.Kind> KINDS =
            List.of(Fault.Kind.FLIP, Fault.Kind.DROP, Fault.Kind.RESET);

    @Test
    void whenTheSeedIsTheSameThenTheFaultsAreToo() {
        assertThat(faults(7)).isEqualTo(faults(7)).isNotEqualTo(faults(8));
    }

    @Test
    void whenFaultsComeByChanceThenThereAreAsManyAsAskedForAndOfEachKind() {
        List<Fault> faults = new ArrayList<>(faults(7));
        faults.removeIf(fault -> fault.kind() == Fault.Kind.PASS);

        assertThat(faults).hasSizeBetween(800, 1200);
        Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
        faults.forEach(fault -> kinds.add(fault.kind()));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(KINDS);
    }

    @Test
    void whenPlansAreJoinedThenTheFirstGoesBefore() {
        FaultPlan first = FaultPlan.once(0, Direction.TO_SERVER, 1, Fault.of(Fault.Kind.DROP));
        FaultPlan second = (connection, direction, unit) -> Fault.of(Fault.Kind.DOUBLE);

        FaultPlan joined = first.or(second);

        assertThat(joined.at(0, Direction.TO_SERVER, 1).kind()).isEqualTo(Fault.Kind.DROP);
        assertThat(joined.at(0, Direction.TO_CLIENT, 1).kind()).isEqualTo(Fault.Kind.DOUBLE);
        assertThat(joined.at(1, Direction.TO_SERVER, 1).kind()).isEqualTo(Fault.Kind.DOUBLE);
    }

    private static List<Fault> faults(long seed) {
        FaultPlan plan = FaultPlan.seeded(seed, 10, KINDS);
        List<Fault> faults = new ArrayList<>();
        for (int unit = 0; unit < 5000; unit++) {
            faults.add(plan.at(3, Direction.TO_SERVER, unit));
            faults.add(plan.at(3, Direction.TO_CLIENT, unit));
        }
        return faults;
    }
}
