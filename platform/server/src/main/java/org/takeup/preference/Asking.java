package org.takeup.preference;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.delivery.Wishes.Answer;
import org.takeup.delivery.Wishes.Waiting;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/**
 * Messages that are about to go out, asked about together: what their people have said is read at once, and so are their
 * weeks, which are written at once as well. Of two to the same person, the first one has the place. Used once, by one thread.
 */
final class Asking {
    private final Workspace workspace;
    private final Preferences preferences;
    private final List<Waiting> messages;
    private final Instant now;
    private final Hours all;
    private final Map<String, Preference> wishes;
    private final Map<String, ZoneId> zones;
    private final List<Answer> answers = new ArrayList<>();
    private final List<SuppressedStore.Whose> suppressed = new ArrayList<>();

    Asking(Workspace workspace, Preferences preferences, List<Waiting> messages, Instant now) {
        this.workspace = workspace;
        this.preferences = preferences;
        this.messages = messages;
        this.now = now;
        this.all = Hours.outsideQuiet(workspace.settings());
        this.wishes = preferences.of(
                workspace,
                messages.stream()
                        .filter(Waiting::optional)
                        .map(Waiting::personId)
                        .distinct()
                        .toList());
        this.zones = preferences.zones(workspace, wishes.values());
    }

    /** In the order of the messages. */
    List<Answer> answers() {
        var wanted = new ArrayList<Integer>();
        for (Waiting message : messages) {
            Answer answer = byWish(message);
            if (message.optional() && answer instanceof Answer.Send) {
                wanted.add(answers.size());
            }
            answers.add(answer);
        }
        if (!wanted.isEmpty()) {
            takePlaces(wanted);
        }
        noteSuppressed();
        return List.copyOf(answers);
    }

    /** Of the one message, which has its place in the week already. */
    Answer answerWithAPlace() {
        Answer answer = byWish(messages.getFirst());
        noteSuppressed();
        return answer;
    }

    private void noteSuppressed() {
        if (!suppressed.isEmpty()) {
            new SuppressedStore(workspace).addAll(suppressed);
            preferences.noted(workspace);
        }
    }

    private Answer byWish(Waiting message) {
        if (!message.optional()) {
            return waitUntil(all.next(now), "It waits for the end of the organisation's quiet hours.");
        }
        Preference wish = wish(message);
        return refused(wish, message)
                .map(why -> drop(message, why, Optional.empty()))
                .orElseGet(
                        () -> waitUntil(when(wish, now), "It waits for the hours in which the person wants to hear."));
    }

    private Preference wish(Waiting message) {
        return wishes.getOrDefault(message.personId(), Preference.unsaid(message.personId()));
    }

    /**
     * When the person hears, not before this moment. Whoever has said no time of the day hears in the organisation's office hours by
     * their own clock, and it is quiet by that clock as well; a time that they have said stays out of the organisation's night.
     */
    private Optional<Instant> when(Preference wish, Instant moment) {
        TenantSettings settings = workspace.settings();
        ZoneId zone = zones.getOrDefault(wish.personId(), settings.zone());
        if (wish.span().isPresent()) {
            return PersonalWishes.when(wish.hours(zone), all, moment);
        }
        var office = new Preference.Span(
                settings.mail().officeFrom(), settings.mail().officeTo());
        return PersonalWishes.when(wish.hours(zone, office), Hours.outsideQuiet(settings, zone), moment);
    }

    private static Optional<Suppressed.Why> refused(Preference wish, Waiting message) {
        if (wish.without().contains(message.kind())) {
            return Optional.of(Suppressed.Why.UNSUBSCRIBED);
        }
        // A way that nobody can choose is refused by nobody.
        return Way.ofChannel(message.channel()).filter(way -> !wish.wants(way)).map(way -> Suppressed.Why.CHANNEL);
    }

    private Answer waitUntil(Optional<Instant> when, String reason) {
        return when.filter(moment -> moment.isAfter(now))
                .<Answer>map(moment -> new Answer.Wait(moment, reason))
                .orElseGet(Answer.Send::new);
    }

    /** Each takes a place in its person's week, or learns why there is none. */
    private void takePlaces(List<Integer> wanted) {
        int anybodys = preferences.cap().most(workspace);
        var full = new HashMap<Integer, Week>();
        Map<String, List<Integer>> byPerson = wanted.stream()
                .collect(Collectors.groupingBy(n -> messages.get(n).personId()));
        var changes = new HashMap<String, Function<Week, Optional<Week>>>();
        byPerson.forEach((person, theirs) -> changes.put(person, week -> take(week, theirs, anybodys, full)));
        new WeekStore(workspace).change(changes);
        full.forEach((n, week) -> answers.set(n, withoutAPlace(messages.get(n), week, anybodys)));
    }

    /** The week with a place for each of these messages that finds one; {@code full} gets the others. */
    private Optional<Week> take(Week before, List<Integer> theirs, int anybodys, Map<Integer, Week> full) {
        Week week = before;
        for (int n : theirs) {
            Waiting message = messages.get(n);
            Optional<Week> taken = week.take(most(message, anybodys), message.channel(), now);
            full.remove(n);
            if (taken.isEmpty()) {
                full.put(n, week);
            }
            week = taken.orElse(week);
        }
        return Optional.of(week).filter(after -> after.version() != before.version());
    }

    private int most(Waiting message, int anybodys) {
        return Math.min(wish(message).aWeek().orElse(anybodys), anybodys);
    }

    private Answer withoutAPlace(Waiting message, Week week, int anybodys) {
        int most = most(message, anybodys);
        if (week.isFull(most, now)) {
            var why = most < anybodys ? Suppressed.Why.OWN_CAP : Suppressed.Why.TENANT_CAP;
            return drop(message, why, week.winner(now));
        }
        // The last places are held by what is on its way, perhaps this very message at its try before: it is not known
        // yet.
        Instant known = week.known(now).orElse(now.plus(Week.HOLD));
        Instant until = when(wish(message), known).orElse(known);
        return new Answer.Wait(until, "It waits until it is known what became of other messages to the person.");
    }

    private Answer drop(Waiting message, Suppressed.Why why, Optional<Week.Got> winner) {
        suppressed.add(new SuppressedStore.Whose(
                message.personId(),
                new Suppressed(
                        "",
                        now,
                        message.kind(),
                        message.channel(),
                        why,
                        winner.map(Week.Got::plan),
                        winner.map(Week.Got::step))));
        return new Answer.Drop(why.words());
    }
}
