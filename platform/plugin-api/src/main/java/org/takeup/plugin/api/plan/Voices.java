package org.takeup.plugin.api.plan;

import java.util.Map;

/**
 * Whom one audience listens to, and who could speak to it. Since 1.3.
 *
 * @param weights whose opinion counts with them, by messenger; what is missing up to 1 is unstated
 * @param speakers who could speak to them, by messenger; of a messenger that is missing there is nobody
 */
public record Voices(Map<Messenger, MessengerWeight> weights, Map<Messenger, Speakers> speakers) {
    public Voices {
        weights = Map.copyOf(weights);
        speakers = Map.copyOf(speakers);
    }
}
