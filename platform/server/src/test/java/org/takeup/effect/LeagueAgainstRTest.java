package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.comparison.RFigures;
import org.takeup.effect.League.Asked;
import org.takeup.effect.League.Row;
import org.takeup.effect.League.Step;
import org.takeup.plugin.api.plan.Messenger;

/** The league of messengers against the same random-effects model by R's weighted regressions. */
class LeagueAgainstRTest {
    private static final RFigures R = new RFigures();

    private static List<Step> steps(String set) {
        return RFigures.rows(set + ".csv").stream()
                .map(row -> new Step(
                        Messenger.valueOf(row.getFirst()),
                        Double.parseDouble(row.get(1)),
                        Double.parseDouble(row.get(2)),
                        false))
                .toList();
    }

    /** In the second set steps differ less than by chance, so that both variances are nought. */
    @ParameterizedTest
    @ValueSource(strings = {"steps", "steps-alike"})
    void meansVariancesAndWhatToExpect(String set) {
        League league = League.of(steps(set), Map.of());
        R.same(set + ".mean", league.mean());
        R.same(set + ".between", league.between());
        assertEquals(5, league.rows().size());
        for (Row row : league.rows()) {
            String key = set + "." + row.messenger() + ".";
            R.same(key + "own", row.own());
            R.same(key + "shrunk", row.shrunk());
            R.same(key + "low", row.interval().low());
            R.same(key + "high", row.interval().high());
        }
    }

    @Test
    void howOftenTheySayItIsABetaAtTheRateOfAll() {
        League league = League.of(
                List.of(),
                Map.of(
                        Messenger.LINE_MANAGER, new Asked(40, 31),
                        Messenger.PEER, new Asked(25, 12),
                        Messenger.CHAMPION, new Asked(4, 4),
                        Messenger.SPONSOR, new Asked(2, 0)));
        assertEquals(4, league.rows().size());
        for (Row row : league.rows()) {
            R.same("saying." + row.messenger(), row.saying());
            R.same("saying." + row.messenger() + ".low", row.sayingInterval().low());
            R.same("saying." + row.messenger() + ".high", row.sayingInterval().high());
        }
    }
}
