package org.takeup.preference;

import java.time.Instant;
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
        Hours all = Hours.outsideQuiet(workspace.settings());
        if (!message.optional()) {
            return waitUntil(all.next(now), now, "It waits for the end of the organisation's quiet hours.");
        }
        Preference wish = preferences.of(workspace, message.personId());
        Optional<Suppressed.Why> refused = refused(wish, message);
        if (refused.isPresent()) {
            return drop(workspace, message, refused.get(), Optional.empty(), now);
        }
        Hours own = wish.hours(workspace.settings().zone());
        Answer answer =
                waitUntil(when(own, all, now), now, "It waits for the hours in which the person wants to hear.");
        return answer instanceof Answer.Send ? withinCap(workspace, message, wish, own, all, now) : answer;
    }

    private static Optional<Suppressed.Why> refused(Preference wish, Waiting message) {
        if (wish.without().contains(message.kind())) {
            return Optional.of(Suppressed.Why.UNSUBSCRIBED);
        }
        // A way that nobody can choose is refused by nobody.
        return Way.ofChannel(message.channel()).filter(way -> !wish.wants(way)).map(way -> Suppressed.Why.CHANNEL);
    }

    /**
     * The first moment, not before this one, that is within a person's own hours and the organisation's. Hours of their own
     * that never meet the organisation's would be a wait without end: then only the organisation's count.
     */
    static Optional<Instant> when(Hours own, Hours all, Instant now) {
        return own.nextWith(all, now).or(() -> all.next(now));
    }

    private static Answer waitUntil(Optional<Instant> when, Instant now, String reason) {
        return when.filter(moment -> moment.isAfter(now))
                .<Answer>map(moment -> new Answer.Wait(moment, reason))
                .orElseGet(Answer.Send::new);
    }

    private Answer withinCap(Workspace workspace, Waiting message, Preference wish, Hours own, Hours all, Instant now) {
        int anybodys = preferences.cap().most(workspace);
        int theirs = wish.aWeek().orElse(anybodys);
        int most = Math.min(theirs, anybodys);
        var weeks = new WeekStore(workspace);
        if (weeks.change(message.personId(), week -> week.take(most, message.channel(), now))) {
            return new Answer.Send();
        }
        Week week = weeks.find(message.personId());
        if (week.isFull(most, now)) {
            var why = theirs < anybodys ? Suppressed.Why.OWN_CAP : Suppressed.Why.TENANT_CAP;
            return drop(workspace, message, why, week.winner(now), now);
        }
        // The last places are held by what is on its way, perhaps this very message at its try before: it is not known
        // yet.
        Instant known = week.known(now).orElse(now.plus(Week.HOLD));
        Instant until = when(own, all, known).orElse(known);
        return new Answer.Wait(until, "It waits until it is known what became of other messages to the person.");
    }

    private Answer drop(
            Workspace workspace, Waiting message, Suppressed.Why why, Optional<Week.Got> winner, Instant now) {
        new SuppressedStore(workspace)
                .add(
                        message.personId(),
                        new Suppressed(
                                "",
                                now,
                                message.kind(),
                                message.channel(),
                                why,
                                winner.map(Week.Got::plan),
                                winner.map(Week.Got::step)));
        preferences.noted(workspace);
        return new Answer.Drop(why.words());
    }
}
