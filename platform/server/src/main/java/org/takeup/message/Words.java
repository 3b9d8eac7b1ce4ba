package org.takeup.message;

import java.util.ArrayList;
import java.util.List;
import org.takeup.http.Problem;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;

/**
 * A step of a plan and all that it says.
 *
 * @param variants the default first
 * @param version of plan and words together
 */
record Words(Plan plan, PlanStep step, Message message, List<Variant> variants, long version) {
    static Words of(Plan plan, PlanStep step, Message message) {
        var variants = new ArrayList<Variant>();
        variants.add(new Variant("", "", step.subject(), step.words()));
        variants.addAll(message.variants());
        return new Words(plan, step, message, List.copyOf(variants), plan.version() + message.version());
    }

    /** @throws Problem 404 if there is none with this key */
    Variant require(String key) {
        return variants.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    boolean mayGoOut(boolean above) {
        return !above
                || message.overruled()
                        .filter(given -> given.digest().equals(digest()))
                        .isPresent();
    }

    String digest() {
        return message.digest(step.subject(), step.words());
    }
}
