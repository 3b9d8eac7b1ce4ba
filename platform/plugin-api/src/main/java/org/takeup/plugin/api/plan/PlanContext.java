package org.takeup.plugin.api.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.survey.Signal;

/**
 * All that a builder may know.
 *
 * @param objective what the organisation wants people to take up, in its own words
 * @param today the date in the tenant's time zone
 * @param audiences the stakeholders, people and groups alike
 * @param weights whose opinion counts in the whole organisation, by messenger; what is missing up to 1 is unstated
 * @param signals from released survey results, most important first
 * @param voices by id of an audience: whom it listens to and who could speak to it; an audience that is missing has the
 *     weights of the organisation, and nobody knows who could speak to it. Since 1.3
 * @param calendar on which days people can be spoken to. Since 1.3
 */
public record PlanContext(
        String objective,
        LocalDate today,
        List<Audience> audiences,
        Map<Messenger, MessengerWeight> weights,
        List<Signal> signals,
        Map<String, Voices> voices,
        WorkCalendar calendar) {
    public PlanContext {
        audiences = List.copyOf(audiences);
        weights = Map.copyOf(weights);
        signals = List.copyOf(signals);
        voices = Map.copyOf(voices);
    }

    /** Without what is known of single audiences, Monday to Friday. */
    public PlanContext(
            String objective,
            LocalDate today,
            List<Audience> audiences,
            Map<Messenger, MessengerWeight> weights,
            List<Signal> signals) {
        this(objective, today, audiences, weights, signals, Map.of(), WorkCalendar.mondayToFriday());
    }

    /** Whose opinion counts with this audience: its own weights, or the organisation's if nothing is known of it. Since 1.3. */
    public Map<Messenger, MessengerWeight> weightsFor(String audienceId) {
        Voices own = voices.get(audienceId);
        return own == null || own.weights().isEmpty() ? weights : own.weights();
    }

    /** Who could speak to this audience, by messenger; empty if nobody knows. Since 1.3. */
    public Optional<Map<Messenger, Speakers>> speakersFor(String audienceId) {
        return Optional.ofNullable(voices.get(audienceId)).map(Voices::speakers);
    }
}
