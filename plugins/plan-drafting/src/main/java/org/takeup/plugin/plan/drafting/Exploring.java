package org.takeup.plugin.plan.drafting;

import java.util.Optional;
import org.takeup.plugin.api.plan.MessengerWeight;

/**
 * Lets the second best voice speak now and then where nobody knows which of two is better: one in ten of the choices whose
 * intervals overlap. Whoever always asks the first never learns whether the second would be heard as well. By counting and not by
 * chance, so that the same context gives the same draft. Not thread-safe; ask in the order of the plan.
 */
public final class Exploring {
    static final int ONE_IN = 10;

    private int chances;

    /** Whether the other one speaks this time. Without a figure for both there is nothing to learn. */
    public boolean tries(Optional<MessengerWeight> best, Optional<MessengerWeight> other) {
        boolean open = best.isPresent()
                && other.isPresent()
                && best.get().low() <= other.get().high()
                && other.get().low() <= best.get().high();
        return open && chances++ % ONE_IN == ONE_IN / 2;
    }
}
