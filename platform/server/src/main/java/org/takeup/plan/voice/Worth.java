package org.takeup.plan.voice;

import java.util.EnumMap;
import java.util.Map;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.tenant.Workspace;

/** What steps that messengers have said came to. Asked each time that a plan is drafted; thread-safe, may block. */
@FunctionalInterface
public interface Worth {
    /** Nothing is known. */
    Worth UNKNOWN = _ -> Map.of();

    /**
     * By how much a messenger's weight is multiplied.
     *
     * @param times a half to 2; 1 changes nothing
     * @param steps how many measured steps it is of
     */
    record Factor(double times, int steps) {
        public Factor {
            if (!(times >= 0.5 && times <= 2) || steps < 0) {
                throw new IllegalArgumentException("A factor is a half to 2, not " + times);
            }
        }
    }

    /** By messenger; those of whom nothing is known are left out. */
    Map<Messenger, Factor> of(Workspace workspace);

    /**
     * Weights times their factors, then made to add up to what they did before. Intervals move with their shares. Without any
     * factor nothing changes.
     */
    static Map<Messenger, MessengerWeight> heeded(
            Map<Messenger, MessengerWeight> weights, Map<Messenger, Factor> factors) {
        if (weights.keySet().stream().noneMatch(factors::containsKey)) {
            return weights;
        }
        var none = new Factor(1, 0);
        double before = 0;
        double after = 0;
        for (var each : weights.entrySet()) {
            before += each.getValue().share();
            after += each.getValue().share()
                    * factors.getOrDefault(each.getKey(), none).times();
        }
        double scale = after > 0 ? before / after : 1;
        var heeded = new EnumMap<Messenger, MessengerWeight>(Messenger.class);
        weights.forEach((messenger, weight) -> {
            Factor factor = factors.getOrDefault(messenger, none);
            double times = factor.times() * scale;
            heeded.put(
                    messenger,
                    new MessengerWeight(
                            weight.share() * times,
                            weight.low() * times,
                            Math.max(weight.share() * times, Math.min(1, weight.high() * times)),
                            source(weight.source(), factor.steps()),
                            weight.answers()));
        });
        return heeded;
    }

    private static String source(String before, int steps) {
        return steps == 0 ? before : before + ", and " + steps + (steps == 1 ? " measured step" : " measured steps");
    }
}
