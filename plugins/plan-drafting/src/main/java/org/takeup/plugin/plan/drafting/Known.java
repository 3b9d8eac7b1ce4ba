package org.takeup.plugin.plan.drafting;

import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.Speakers;

/** What a context says of a kind of messenger, and what is usual where it says nothing. */
public final class Known {
    private static final int USUAL_ASKS = 4;
    private static final int ASKS_OF_CHAMPIONS = 3;

    private Known() {}

    /** Who could speak; where nobody knows, one who may be asked as often as usual. */
    public static Speakers speakers(PlanContext context, Messenger messenger, String audienceId) {
        return context.speakersFor(audienceId)
                .flatMap(all -> Optional.ofNullable(all.get(messenger)))
                .orElseGet(() -> switch (messenger) {
                    case LINE_MANAGER, PEER -> new Speakers(1, 0, USUAL_ASKS, messenger + "/" + audienceId);
                    case CHAMPION -> new Speakers(1, 0, ASKS_OF_CHAMPIONS, messenger.name());
                    default -> new Speakers(1, 0, USUAL_ASKS, messenger.name());
                });
    }

    /** The figure of a messenger, or of the peers for a champion without one, being one of them. */
    public static Optional<MessengerWeight> weight(Map<Messenger, MessengerWeight> weights, Messenger messenger) {
        MessengerWeight own = weights.get(messenger);
        return Optional.ofNullable(own == null && messenger == Messenger.CHAMPION ? weights.get(Messenger.PEER) : own);
    }
}
