package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.takeup.store.Sealer;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * How waves are getting on, as it is kept with them: the run that invites, the reminders, the open link, and what was in the way.
 * Thread-safe; calls block.
 */
final class CourseStore {
    private final TenantCollection waves;
    private final Sealer sealer;

    CourseStore(Workspace workspace) {
        this.waves = workspace.collection(WaveStore.WAVES);
        this.sealer = workspace.sealer();
    }

    /** How a wave is getting on; empty if there is none. */
    Optional<Course> of(String wave) {
        return waves.find(wave).map(stored -> CourseDocument.read(stored, this::code));
    }

    /** Notes why a planned wave did not open. */
    void trouble(String wave, String why) {
        waves.updateIf(wave, eq("state", Wave.State.PLANNED.name()), set("trouble", why));
    }

    /** Notes why an open wave, whose people were to be invited, has invited nobody. */
    void notInvited(String wave, String why) {
        waves.updateIf(wave, and(open(), exists("inviting", false)), set("trouble", why));
    }

    /** Begins to invite; a run that is under way ends. */
    void beginInviting(String wave, Course.Inviting inviting) {
        waves.update(wave, combine(set("inviting", CourseDocument.write(inviting)), unset("trouble")));
    }

    /** Notes how far a run has come. @return false if it is not the current one any more */
    boolean invited(String wave, Course.Inviting inviting) {
        return waves.updateIf(wave, running(inviting.run()), set("inviting", CourseDocument.write(inviting)));
    }

    /** Stops inviting. */
    void cancelInviting(String wave) {
        waves.updateIf(
                wave,
                eq("inviting.state", Course.Inviting.State.RUNNING.name()),
                set("inviting.state", Course.Inviting.State.CANCELLED.name()));
    }

    /** The wave while this run is the current one and nobody has stopped it. */
    static Bson running(String run) {
        return and(eq("inviting.run", run), eq("inviting.state", Course.Inviting.State.RUNNING.name()));
    }

    /** Plans reminders, unless some were planned before. */
    void planReminders(String wave, List<Course.Reminder> reminders) {
        waves.updateIf(
                wave,
                exists("reminders", false),
                set("reminders", reminders.stream().map(CourseDocument::write).toList()));
    }

    /** Notes what became of a reminder that was planned. */
    void reminder(String wave, Course.Reminder reminder, Course.Reminder.State becomes) {
        String field = "reminders." + (reminder.number() - 1) + ".state";
        waves.updateIf(wave, eq(field, Course.Reminder.State.PLANNED.name()), set(field, becomes.name()));
    }

    private Optional<String> code(Document stored) {
        return Optional.ofNullable(stored.get("linkCode", Binary.class))
                .flatMap(kept -> sealer.open(kept.getData(), "link:" + TenantCollection.id(stored)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Makes the link of an open wave, in place of the one that there was. @param most ballots that may begin by it */
    void putLink(String wave, String code, int most) {
        byte[] sealed = sealer.seal(code.getBytes(StandardCharsets.UTF_8), "link:" + wave);
        waves.updateIf(wave, open(), combine(set("linkCode", new Binary(sealed)), set("link.most", most)));
    }

    void removeLink(String wave) {
        waves.update(wave, unset("linkCode"));
    }

    /** Counts one more ballot by the link. @return false if there is no link, or as many have begun as may */
    boolean takeLink(String wave, Instant now) {
        int most = waves.find(wave)
                .filter(stored -> stored.containsKey("linkCode"))
                .map(stored -> stored.get("link", Document.class).getInteger("most"))
                .orElse(0);
        return waves.updateIf(
                wave,
                and(
                        open(),
                        gt("closes", Date.from(now)),
                        exists("linkCode", true),
                        or(exists("link.begun", false), lt("link.begun", most))),
                inc("link.begun", 1));
    }

    private static Bson open() {
        return eq("state", Wave.State.OPEN.name());
    }
}
