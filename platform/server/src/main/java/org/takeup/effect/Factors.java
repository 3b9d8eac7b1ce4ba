package org.takeup.effect;

import java.util.EnumMap;
import java.util.Map;
import org.takeup.plan.voice.Worth.Factor;
import org.takeup.plugin.api.plan.Messenger;

/**
 * By how much measured steps make a messenger's weight larger or smaller: 2 to the power of (what to expect of the messenger, less
 * the mean of all) in steps of ten points, at least a half and at most double. What to expect is shrunk to the mean of all, so a
 * few steps move little, and no step or one messenger alone move nothing: the factor is 1. Pure.
 */
final class Factors {
    static final double LEAST = 0.5;
    static final double MOST = 2;

    /** A difference of this much doubles. */
    private static final double DOUBLING = 0.10;

    private Factors() {}

    /** Messengers without measured steps are left out. */
    static Map<Messenger, Factor> of(League league) {
        var factors = new EnumMap<Messenger, Factor>(Messenger.class);
        league.rows().stream()
                .filter(League.Row::measured)
                .forEach(row ->
                        factors.put(row.messenger(), new Factor(times(row.shrunk() - league.mean()), row.steps())));
        return factors;
    }

    static double times(double above) {
        return Math.clamp(Math.pow(2, above / DOUBLING), LEAST, MOST);
    }
}
