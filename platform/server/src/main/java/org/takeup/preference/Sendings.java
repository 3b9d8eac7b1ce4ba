package org.takeup.preference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
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
        LocalDate day = LocalDate.ofInstant(when, workspace.settings().zone());
        String id = digest(personId + "\n" + planId + "\n" + stepId + "\n" + day);
        Instant now = workspace.clock().instant();
        // The week first: if the node dies in between, the cap holds and a figure lacks one.
        new WeekStore(workspace)
                .change(personId, week -> week.with(new Week.Got(id, when, planId, stepId), channel, now));
        Optional<Way> best = preferences.of(workspace, personId).best();
        Optional<Way> way = Way.ofChannel(channel);
        boolean said = best.isPresent() && way.isPresent();
        new SendingStore(workspace).add(id, personId, planId, stepId, channel, said, said && best.equals(way), when);
        preferences.noted(workspace);
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
