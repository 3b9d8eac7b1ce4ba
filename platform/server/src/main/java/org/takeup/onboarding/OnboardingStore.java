package org.takeup.onboarding;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.google.crypto.tink.subtle.Hkdf;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.takeup.http.Json;
import org.takeup.onboarding.Onboarding.State;
import org.takeup.onboarding.Onboarding.Step;
import org.takeup.onboarding.Onboarding.Trouble;
import org.takeup.store.Sealer;
import org.takeup.store.Store;

/**
 * Onboardings in the control database. Names and addresses of people are sealed; what is looked for is there as a keyed
 * digest. Each change of state is one conditional update: of two who try, one does it.
 */
final class OnboardingStore {
    private static final String COLLECTION = "onboardings";

    private final MongoCollection<Document> onboardings;
    private final Sealer sealer;
    private final SecretKeySpec digestKey;

    /** @param masterKey 32 bytes */
    OnboardingStore(Store store, byte[] masterKey) {
        this.onboardings = store.control(COLLECTION);
        this.sealer = Sealer.fromMaster(masterKey, COLLECTION);
        this.digestKey = digestKey(masterKey);
    }

    private static SecretKeySpec digestKey(byte[] masterKey) {
        try {
            byte[] use = (COLLECTION + "-digests").getBytes(StandardCharsets.UTF_8);
            return new SecretKeySpec(Hkdf.computeHkdf("HMACSHA256", masterKey, new byte[0], use, 32), "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make the key for digests", e);
        }
    }

    static void createIndexes(Store store) {
        var onboardings = store.control(COLLECTION);
        onboardings.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
        onboardings.createIndex(Indexes.ascending("from", "asked"));
        onboardings.createIndex(Indexes.ascending("mail", "asked"));
        onboardings.createIndex(Indexes.ascending("state", "asked"));
        onboardings.createIndex(Indexes.ascending("asked"));
    }

    /** @param secret that opens its page @param from where the request came from; empty for the operator */
    void add(String id, Wish wish, String by, State state, String secret, String from, Instant now) {
        var document = new Document("_id", id)
                .append("wish", sealed(id, Json.write(wish)))
                .append("by", by)
                .append("state", state.name())
                .append("asked", Date.from(now))
                .append("key", digest("key", secret))
                .append("secret", sealed(id, secret.getBytes(StandardCharsets.UTF_8)))
                .append("from", from.isEmpty() ? "" : digest("from", from))
                .append("mail", digest("mail", wish.email()))
                .append("done", new Document())
                .append("trouble", Trouble.NONE.name())
                .append("tries", 0)
                .append("mailed", false)
                .append("mailTrouble", "");
        if (state == State.FOUNDING) {
            document.append("confirmed", Date.from(now));
        }
        onboardings.insertOne(document);
    }

    /** As {@link #add}, with the work ordered. @return false, changing nothing, if there is one already */
    boolean addIfNew(String id, Wish wish, String by, String secret, Instant now) {
        try {
            add(id, wish, by, State.FOUNDING, secret, "", now);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    void forget(String id) {
        onboardings.deleteOne(eq(id));
    }

    Optional<Onboarding> find(String id) {
        return Optional.ofNullable(onboardings.find(eq(id)).first()).map(this::read);
    }

    /** The onboarding whose page this secret opens. */
    Optional<Onboarding> bySecret(String secret) {
        return Optional.ofNullable(
                        onboardings.find(eq("key", digest("key", secret))).first())
                .map(this::read);
    }

    /** What opens its page, for mails. */
    String secret(String id) {
        Document found = onboardings.find(eq(id)).first();
        if (found == null) {
            throw new IllegalStateException("There is no onboarding " + id);
        }
        return new String(opened(id, found.get("secret", Binary.class)), StandardCharsets.UTF_8);
    }

    /** How many asked from this place since then. */
    long askedFrom(String from, Instant since) {
        return onboardings.countDocuments(and(eq("from", digest("from", from)), gte("asked", Date.from(since))));
    }

    /** How many asked for this mail address since then. */
    long askedFor(String mail, Instant since) {
        return onboardings.countDocuments(and(eq("mail", digest("mail", mail)), gte("asked", Date.from(since))));
    }

    /** How many asked since then and have not shown who they are. */
    long unconfirmed(Instant since) {
        return onboardings.countDocuments(and(eq("state", State.ASKED.name()), gte("asked", Date.from(since))));
    }

    /** Forgets those who asked before then and never confirmed. */
    void forgetUnconfirmed(Instant before) {
        onboardings.deleteMany(and(eq("state", State.ASKED.name()), lt("asked", Date.from(before))));
    }

    /**
     * Forgets names and addresses of people who asked before then and whose onboarding has ended: the workspace knows
     * them. That somebody was invited to a tenant with a file stays, so that nobody is invited again.
     */
    void forgetSettled(Instant before) {
        Bson settled =
                and(in("state", List.of(State.READY.name(), State.FAILED.name())), lt("asked", Date.from(before)));
        onboardings.deleteMany(and(settled, ne("by", Founder.BY_FILE)));
        onboardings
                .find(and(settled, exists("secret")))
                .map(this::read)
                .into(new ArrayList<>())
                .forEach(each -> onboardings.updateOne(
                        eq(each.id()),
                        combine(
                                set(
                                        "wish",
                                        sealed(each.id(), Json.write(each.wish().withoutPerson()))),
                                set("mail", ""),
                                unset("secret"))));
    }

    /** The latest ones. @param before what was asked earlier only */
    List<Onboarding> latest(Optional<Instant> before, int most) {
        Bson filter = lt("asked", Date.from(before.orElse(Instant.ofEpochMilli(Long.MAX_VALUE))));
        return onboardings
                .find(filter)
                .sort(Sorts.descending("asked"))
                .limit(most)
                .map(this::read)
                .into(new ArrayList<>());
    }

    /** Begins the work, if it rests in one of these states. @return whether it did */
    boolean begin(Onboarding seen, Collection<State> from, Wish wish, Instant now) {
        Bson rests =
                and(eq(seen.id()), in("state", from.stream().map(State::name).toList()));
        return onboardings
                        .updateOne(
                                rests,
                                combine(
                                        set("state", State.FOUNDING.name()),
                                        set("wish", sealed(seen.id(), Json.write(wish))),
                                        set("confirmed", Date.from(now)),
                                        set("done", new Document()),
                                        set("trouble", Trouble.NONE.name()),
                                        set("tries", 0),
                                        set("mailed", false),
                                        unset("ended")))
                        .getMatchedCount()
                == 1;
    }

    void stepDone(String id, Step step, Instant now) {
        onboardings.updateOne(
                and(eq(id), eq("state", State.FOUNDING.name())),
                combine(
                        set("done." + step.name().toLowerCase(Locale.ROOT), Date.from(now)),
                        set("trouble", Trouble.NONE.name())));
    }

    /** Notes that a try has failed. */
    void failed(String id, Trouble trouble) {
        onboardings.updateOne(eq(id), combine(set("trouble", trouble.name()), inc("tries", 1)));
    }

    /** @return whether it was in that state */
    boolean enter(String id, State from, State to, Instant now) {
        Bson update = to == State.WITHDRAWING
                ? set("state", to.name())
                : combine(set("state", to.name()), set("ended", Date.from(now)), set("mailed", false));
        return onboardings
                        .updateOne(and(eq(id), eq("state", from.name())), update)
                        .getMatchedCount()
                == 1;
    }

    /** Notes that the mail of this state has gone out. */
    void mailed(String id, State of) {
        onboardings.updateOne(
                and(eq(id), eq("state", of.name())), combine(set("mailed", true), set("mailTrouble", "")));
    }

    /** Notes why a mail has not gone out. */
    void notMailed(String id, String reason) {
        onboardings.updateOne(eq(id), set("mailTrouble", reason));
    }

    private Onboarding read(Document found) {
        String id = found.getString("_id");
        Map<Step, Instant> done = new EnumMap<>(Step.class);
        found.get("done", Document.class)
                .forEach((step, at) -> done.put(Step.valueOf(step.toUpperCase(Locale.ROOT)), ((Date) at).toInstant()));
        return new Onboarding(
                id,
                Json.read(opened(id, found.get("wish", Binary.class)), Wish.class),
                found.getString("by"),
                State.valueOf(found.getString("state")),
                found.getDate("asked").toInstant(),
                Optional.ofNullable(found.getDate("confirmed")).map(Date::toInstant),
                Optional.ofNullable(found.getDate("ended")).map(Date::toInstant),
                done,
                Trouble.valueOf(found.getString("trouble")),
                found.getInteger("tries"),
                found.getBoolean("mailed"),
                found.getString("mailTrouble"));
    }

    private Binary sealed(String id, byte[] plain) {
        return new Binary(sealer.seal(plain, id));
    }

    private byte[] opened(String id, Binary sealed) {
        return sealer.open(sealed.getData(), id)
                .orElseThrow(() -> new IllegalStateException(
                        "Onboarding " + id + " does not open: is this the master key it was made with?"));
    }

    /** Without the key nobody can try addresses against it. */
    private String digest(String kind, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(digestKey);
            byte[] digest = mac.doFinal((COLLECTION + "/" + kind + "/" + value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }
}
