package org.takeup.preference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.tenant.Workspace;

/**
 * What each person was sent, over all plans. Whoever sends something to a person says so here, within ten minutes of
 * having asked; else the place that it took in the person's week is free again. Thread-safe; calls block.
 */
public final class Sendings {
    private final Preferences preferences;

    public Sendings(Preferences preferences) {
        this.preferences = preferences;
    }

    /** As below, by a way that nobody said; it counts for the cap, and not for the share of ways that people like. */
    public void note(Workspace workspace, String personId, String planId, String stepId, Instant when) {
        note(workspace, personId, planId, stepId, "", when);
    }

    /**
     * Notes that a step of a plan was sent to a person. Doing it again on the same day of the tenant changes nothing, so a
     * recurring step counts each time. What a person cannot do without is noted too: it is never held back, and counts for
     * what comes after it.
     *
     * @param channel as in {@link org.takeup.delivery.Wishes.Waiting#channel()}
     * @param when it went out
     */
    public void note(Workspace workspace, String personId, String planId, String stepId, String channel, Instant when) {
        noteAll(workspace, List.of(new Sent(personId, planId, stepId, channel)), when);
    }

    /** What was sent to somebody, as in {@link #note}. */
    public record Sent(String personId, String planId, String stepId, String channel) {}

    /** The same of several at once, with four commands however many they are; a few hundred at most. */
    public void noteAll(Workspace workspace, List<Sent> all, Instant when) {
        if (all.isEmpty()) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(when, workspace.settings().zone());
        Instant now = workspace.clock().instant();
        // The week first: if the node dies in between, the cap holds and a figure lacks one.
        var changes = new HashMap<String, Function<Week, Optional<Week>>>();
        all.stream()
                .collect(Collectors.groupingBy(Sent::personId))
                .forEach((person, theirs) -> changes.put(person, week -> with(week, theirs, day, when, now)));
        new WeekStore(workspace).change(changes);
        Map<String, Preference> wishes = preferences.of(workspace, changes.keySet());
        new SendingStore(workspace)
                .addAll(all.stream()
                        .map(sent -> sending(
                                sent,
                                day,
                                when,
                                wishes.getOrDefault(sent.personId(), Preference.unsaid(sent.personId()))))
                        .toList());
        preferences.noted(workspace);
    }

    private static Optional<Week> with(Week before, List<Sent> theirs, LocalDate day, Instant when, Instant now) {
        Week week = before;
        for (Sent sent : theirs) {
            var got = new Week.Got(id(sent, day), when, sent.planId(), sent.stepId());
            week = week.with(got, sent.channel(), now).orElse(week);
        }
        return Optional.of(week).filter(after -> after.version() != before.version());
    }

    private static SendingStore.Sending sending(Sent sent, LocalDate day, Instant when, Preference wish) {
        Optional<Way> best = wish.best();
        Optional<Way> way = Way.ofChannel(sent.channel());
        boolean said = best.isPresent() && way.isPresent();
        return new SendingStore.Sending(
                id(sent, day),
                sent.personId(),
                sent.planId(),
                sent.stepId(),
                sent.channel(),
                said,
                said && best.equals(way),
                when);
    }

    private static String id(Sent sent, LocalDate day) {
        return digest(sent.personId() + "\n" + sent.planId() + "\n" + sent.stepId() + "\n" + day);
    }

    /** How many messages a person got in the seven days up to this moment, with those that are on their way. */
    public int inWeek(Workspace workspace, String personId, Instant now) {
        return new WeekStore(workspace).find(personId).taken(now);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
