package org.takeup.plan;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** Who was asked to say which step, in MongoDB: as whom, until when and how often. */
final class HandOverStore {
    static final CollectionSpec ASKS =
            CollectionSpec.named("hand_overs").index("step", "said", "remind").index("plan", "state", "due");

    private static final int BATCH = 500;

    private final TenantCollection asks;
    private final TenantCollection steps;

    HandOverStore(Workspace workspace) {
        this.asks = workspace.collection(ASKS);
        this.steps = workspace.collection(PlanStore.STEPS);
    }

    /** Where an ask is. */
    enum State {
        /** It is their turn; late if its time is over. */
        OPEN,
        SAID,
        /** Somebody else was asked in their place. */
        PASSED_ON
    }

    /**
     * Somebody who was asked to say a step.
     *
     * @param asked as in {@link StepProgress#asked()}
     * @param to the address of a mailbox; empty for a person, who has it in the directory
     * @param messenger as whom they were asked
     * @param round grows each time that they are asked again
     * @param remind when they are reminded, if they have not said it by then
     * @param due from when on it counts as not said
     */
    record Ask(
            String id,
            String planId,
            String stepId,
            String contactId,
            String asked,
            String to,
            Messenger messenger,
            int round,
            Instant remind,
            Instant due,
            State state) {}

    static String idOf(String stepId, String contactId) {
        try {
            byte[] key = (stepId + "/" + contactId).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Notes whom a step is asked of, unless it is noted. */
    void begin(List<Ask> all) {
        for (int from = 0; from < all.size(); from += BATCH) {
            asks.write(all.subList(from, Math.min(from + BATCH, all.size())).stream()
                    .<Write>map(ask -> new Write.Upsert(
                            ask.id(),
                            combine(
                                    setOnInsert("plan", ask.planId()),
                                    setOnInsert("step", ask.stepId()),
                                    setOnInsert("contact", ask.contactId()),
                                    setOnInsert("asked", ask.asked()),
                                    setOnInsert("to", ask.to()),
                                    setOnInsert("messenger", ask.messenger().name()),
                                    setOnInsert("round", ask.round()),
                                    setOnInsert("remind", Date.from(ask.remind())),
                                    setOnInsert("due", Date.from(ask.due())),
                                    setOnInsert("said", false),
                                    setOnInsert("state", State.OPEN.name()))))
                    .toList());
        }
    }

    /** Has somebody who was not asked at first find the step's words. */
    void letFind(String stepId, String asked) {
        steps.update(stepId, addToSet("asked", asked));
    }

    Optional<Ask> find(String id) {
        return asks.find(id).map(HandOverStore::read);
    }

    /** As whom somebody was asked: by their own name if they were, else by one that means them too. */
    Optional<Messenger> messenger(String stepId, String personId, Collection<String> names) {
        return find(idOf(stepId, personId))
                .map(Ask::messenger)
                .or(() -> Optional.ofNullable(asks.find(and(eq("step", stepId), in("asked", names)))
                                .limit(1)
                                .first())
                        .map(row -> Messenger.valueOf(row.getString("messenger"))));
    }

    /** Those of a step who are to be reminded now, at most so many. */
    List<Ask> toRemind(String stepId, Instant now, int most) {
        return asks.find(and(eq("step", stepId), eq("said", false), lte("remind", Date.from(now))))
                .sort(Sorts.ascending("remind"))
                .limit(most)
                .map(HandOverStore::read)
                .into(new ArrayList<>());
    }

    /** When the next one of a step is to be reminded. */
    Optional<Instant> nextReminder(String stepId) {
        return Optional.ofNullable(asks.find(
                                and(eq("step", stepId), eq("said", false), gt("remind", Date.from(Instant.EPOCH))))
                        .sort(Sorts.ascending("remind"))
                        .limit(1)
                        .first())
                .map(row -> row.getDate("remind").toInstant());
    }

    /** Notes that the reminder of this round is with the outbox. */
    void reminded(Ask ask) {
        asks.updateIf(ask.id(), eq("round", ask.round()), unset("remind"));
    }

    /** Notes that the step was said by somebody whom these names mean. */
    void said(String stepId, Collection<String> names) {
        asks.updateAll(
                and(eq("step", stepId), in("asked", names)),
                combine(set("said", true), set("state", State.SAID.name())));
    }

    /** Who has not said it although the time is over, the longest first. */
    List<Ask> late(String planId, Instant now, int most) {
        return asks.find(and(eq("plan", planId), eq("state", State.OPEN.name()), lte("due", Date.from(now))))
                .sort(Sorts.ascending("due"))
                .limit(most)
                .map(HandOverStore::read)
                .into(new ArrayList<>());
    }

    /** Begins the next round. @return false if it is said, passed on or begun by somebody else */
    boolean again(Ask ask, Instant remind, Instant due) {
        return asks.updateIf(
                ask.id(),
                and(eq("round", ask.round()), eq("state", State.OPEN.name())),
                combine(inc("round", 1), set("remind", Date.from(remind)), set("due", Date.from(due))));
    }

    /** Settles who is asked in somebody's place: the first who was chosen, whoever chooses again. */
    Ask chosen(Ask late, Ask wished) {
        asks.updateIf(
                late.id(),
                exists("next", false),
                set(
                        "next",
                        new Document("contact", wished.contactId())
                                .append("asked", wished.asked())
                                .append("to", wished.to())
                                .append("messenger", wished.messenger().name())));
        Document next =
                asks.find(late.id()).map(row -> row.get("next", Document.class)).orElseThrow();
        return new Ask(
                idOf(late.stepId(), next.getString("contact")),
                late.planId(),
                late.stepId(),
                next.getString("contact"),
                next.getString("asked"),
                next.getString("to"),
                Messenger.valueOf(next.getString("messenger")),
                1,
                wished.remind(),
                wished.due(),
                State.OPEN);
    }

    /** Whether somebody was chosen to be asked in their place. */
    boolean hasChosen(Ask late) {
        return asks.find(late.id()).filter(row -> row.get("next") != null).isPresent();
    }

    /** Notes that somebody else was asked in their place. @return false if it is said or passed on already */
    boolean passedOn(Ask ask) {
        return asks.updateIf(
                ask.id(),
                and(eq("round", ask.round()), eq("state", State.OPEN.name())),
                combine(set("state", State.PASSED_ON.name()), unset("remind")));
    }

    private static Ask read(Document row) {
        return new Ask(
                TenantCollection.id(row),
                row.getString("plan"),
                row.getString("step"),
                row.getString("contact"),
                row.getString("asked"),
                row.getString("to"),
                Messenger.valueOf(row.getString("messenger")),
                row.getInteger("round"),
                instant(row, "remind"),
                instant(row, "due"),
                State.valueOf(row.getString("state")));
    }

    private static Instant instant(Document row, String field) {
        Date date = row.getDate(field);
        return date == null ? Instant.EPOCH : date.toInstant();
    }
}
