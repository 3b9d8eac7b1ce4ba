package org.takeup.plugin.api.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.survey.Signal;

/**
 * All that a builder may know.
 *
 * @param objective what the organisation wants people to take up, in its own words
 * @param today the date in the tenant's time zone
 * @param audiences the stakeholders, people and groups alike
 * @param weights whose opinion counts, by messenger; what is missing up to 1 is unstated
 * @param signals from released survey results, most important first
 */
public record PlanContext(
        String objective,
        LocalDate today,
        List<Audience> audiences,
        Map<Messenger, MessengerWeight> weights,
        List<Signal> signals) {
    public PlanContext {
        audiences = List.copyOf(audiences);
        weights = Map.copyOf(weights);
        signals = List.copyOf(signals);
    }
}
