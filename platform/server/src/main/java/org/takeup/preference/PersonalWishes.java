package org.takeup.preference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.delivery.Wishes;
import org.takeup.tenant.Workspace;

/**
 * Says right before a message goes out whether and when its person wants it. Who is sent to takes a place in the person's
 * week at once, so that of many senders at the same moment no more get one than the cap allows; {@link Sendings} hears
 * when it went out. What is over the cap is not sent later: by then it would be old, and in the way of what is new.
 * Thread-safe; blocks.
 */
public final class PersonalWishes implements Wishes {
    private final Preferences preferences;

    public PersonalWishes(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public Answer ask(Workspace workspace, Waiting message, Instant now) {
        return askAll(workspace, List.of(message), now).getFirst();
    }

    /** With a handful of commands, however many the messages are. */
    @Override
    public List<Answer> askAll(Workspace workspace, List<Waiting> messages, Instant now) {
        return new Asking(workspace, preferences, messages, now).answers();
    }

    @Override
    public boolean byOtherClocks(Workspace workspace) {
        return preferences.otherZones(workspace);
    }

    /** The place in the week that was taken is kept, for as long as it is held. */
    @Override
    public Answer askAgain(Workspace workspace, Waiting message, Duration since, Instant now) {
        return since.compareTo(Week.HOLD) < 0
                ? new Asking(workspace, preferences, List.of(message), now).answerWithAPlace()
                : ask(workspace, message, now);
    }

    /**
     * The first moment, not before this one, that is within a person's own hours and the organisation's. Hours of their own
     * that never meet the organisation's would be a wait without end: then only the organisation's count.
     */
    static Optional<Instant> when(Hours own, Hours all, Instant now) {
        return own.nextWith(all, now).or(() -> all.next(now));
    }
}
