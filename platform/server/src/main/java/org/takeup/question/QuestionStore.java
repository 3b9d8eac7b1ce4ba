package org.takeup.question;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Questions in MongoDB. What the team changes is written only onto the version that it saw. */
final class QuestionStore {
    static final CollectionSpec QUESTIONS = CollectionSpec.named("questions")
            .index("state", "due")
            .index("state", "order")
            .index("listed", "order")
            .index("untold")
            .index("answer.first");

    /** One document that counts the changes of what is published. */
    static final CollectionSpec STAMPS = CollectionSpec.named("faq_stamps");

    private static final String STAMP = "published";

    private final TenantCollection questions;
    private final TenantCollection stamps;

    QuestionStore(Workspace workspace) {
        this.questions = workspace.collection(QUESTIONS);
        this.stamps = workspace.collection(STAMPS);
    }

    /** @return false, changing nothing, if it is there already */
    boolean insert(Question question) {
        return questions.insert(
                question.id(),
                new Document("order", question.order())
                        .append("text", question.text())
                        .append("language", question.language())
                        .append("from", question.from())
                        .append("at", Date.from(question.at()))
                        .append("state", question.state().name())
                        .append("owner", question.owner())
                        .append("due", question.due().toString())
                        .append("listed", question.listed())
                        .append("asked", question.asked())
                        .append("votes", question.votes())
                        .append("closed", "")
                        .append("mergedInto", "")
                        .append("views", 0L)
                        .append("helped", 0L)
                        .append("unhelped", 0L)
                        .append("untold", false)
                        .append("version", question.version()));
    }

    Optional<Question> find(String id) {
        return questions.find(id).map(QuestionStore::read);
    }

    Map<String, Question> byId(Collection<String> ids) {
        var found = new LinkedHashMap<String, Question>();
        if (!ids.isEmpty()) {
            questions.findAll(ids).map(QuestionStore::read).forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    /** Those in a state whose last day comes first. */
    List<Question> soonest(Question.State state, int most) {
        return questions
                .find(eq("state", state.name()))
                .sort(Sorts.ascending("due"))
                .limit(most)
                .map(QuestionStore::read)
                .into(new ArrayList<>());
    }

    /** Those in a state, the latest first. @param before only earlier ones than this {@link Question#order} */
    List<Question> latest(Question.State state, Optional<String> before, int most) {
        Bson filter = before.<Bson>map(order -> and(eq("state", state.name()), lt("order", order)))
                .orElseGet(() -> eq("state", state.name()));
        return questions
                .find(filter)
                .sort(Sorts.descending("order"))
                .limit(most)
                .map(QuestionStore::read)
                .into(new ArrayList<>());
    }

    /** Those that everybody may read before they are answered, the latest first. */
    List<Question> listed(int most) {
        return questions
                .find(eq("listed", true))
                .sort(Sorts.descending("order"))
                .limit(most)
                .map(QuestionStore::read)
                .into(new ArrayList<>());
    }

    /** How long it took until each first answer since then, at most so many. */
    List<Duration> waits(Instant since, int most) {
        return questions
                .find(gte("answer.first", Date.from(since)))
                .projection(Projections.include("at", "answer.first"))
                .limit(most)
                .map(row -> Duration.between(
                        row.getDate("at").toInstant(),
                        row.get("answer", Document.class).getDate("first").toInstant()))
                .into(new ArrayList<>());
    }

    /** @return false, changing nothing, unless it has this version */
    boolean change(String id, long seen, Bson... updates) {
        return questions.updateIf(
                id,
                eq("version", seen),
                combine(Stream.concat(Stream.of(inc("version", 1L)), Arrays.stream(updates))
                        .toList()));
    }

    static Bson owned(String owner, LocalDate due, boolean listed) {
        return combine(set("owner", owner), set("due", due.toString()), set("listed", listed));
    }

    static Bson in(Question.State state) {
        return set("state", state.name());
    }

    /** The answer, of which nobody was told yet. */
    static Bson answered(Question.Answer answer, Question.State state) {
        return combine(
                in(state),
                set(
                        "answer",
                        new Document("text", answer.text())
                                .append("language", answer.language())
                                .append("number", answer.number())
                                .append("first", Date.from(answer.first()))
                                .append("at", Date.from(answer.at()))
                                .append("by", answer.by())
                                .append("grade", answer.grade())
                                .append("reason", answer.reason())),
                set("listed", false),
                set("untold", true));
    }

    static Bson published(Question.Faq faq) {
        var texts = faq.texts().entrySet().stream()
                .map(each -> new Document("language", each.getKey())
                        .append("question", each.getValue().question())
                        .append("answer", each.getValue().answer()))
                .toList();
        return combine(
                in(Question.State.PUBLISHED),
                set(
                        "faq",
                        new Document("categories", faq.categories())
                                .append("texts", texts)
                                .append("at", Date.from(faq.at()))));
    }

    static Bson withdrawn() {
        return combine(in(Question.State.ANSWERED), unset("faq"));
    }

    static Bson done(Question.Done done) {
        return combine(
                set(
                        "done",
                        new Document("text", done.text())
                                .append("number", done.number())
                                .append("at", Date.from(done.at()))),
                set("untold", true));
    }

    static Bson closed(String reason, String into) {
        return combine(in(Question.State.CLOSED), set("closed", reason), set("mergedInto", into), set("listed", false));
    }

    static Bson reopened() {
        return combine(in(Question.State.BEING_ANSWERED), set("closed", ""));
    }

    /** Says that there are people who have not been told of the answer. */
    void untold(String id) {
        questions.updateIf(id, eq("state", Question.State.ANSWERED.name()), set("untold", true));
        questions.updateIf(id, eq("state", Question.State.PUBLISHED.name()), set("untold", true));
    }

    List<Question> untold(int most) {
        return questions
                .find(eq("untold", true))
                .limit(most)
                .map(QuestionStore::read)
                .into(new ArrayList<>());
    }

    /** Everybody was told of what this version says. */
    void told(String id, long version) {
        questions.updateIf(id, eq("version", version), set("untold", false));
    }

    /** What was counted anew. No change of the team's, so the version stays. */
    void counted(String id, long asked, long votes) {
        questions.update(id, combine(set("asked", asked), set("votes", votes)));
    }

    void rated(String id, long helped, long unhelped) {
        questions.update(id, combine(set("helped", helped), set("unhelped", unhelped)));
    }

    void viewed(String id) {
        questions.update(id, inc("views", 1L));
    }

    boolean delete(String id) {
        return questions.delete(id);
    }

    /** Grows with each change of what is published. */
    long stamp() {
        return stamps.find(STAMP).map(row -> row.getLong("at")).orElse(0L);
    }

    void stamped() {
        stamps.upsert(STAMP, inc("at", 1L));
    }

    private static Question read(Document row) {
        return new Question(
                TenantCollection.id(row),
                row.getString("order"),
                row.getString("text"),
                row.getString("language"),
                row.getString("from"),
                row.getDate("at").toInstant(),
                Question.State.valueOf(row.getString("state")),
                row.getString("owner"),
                LocalDate.parse(row.getString("due")),
                row.getBoolean("listed"),
                row.getLong("asked"),
                row.getLong("votes"),
                Optional.ofNullable(row.get("answer", Document.class)).map(QuestionStore::answer),
                Optional.ofNullable(row.get("faq", Document.class)).map(QuestionStore::faq),
                Optional.ofNullable(row.get("done", Document.class))
                        .map(done -> new Question.Done(
                                done.getString("text"),
                                done.getInteger("number"),
                                done.getDate("at").toInstant())),
                row.getString("closed"),
                row.getString("mergedInto"),
                new Question.Use(row.getLong("views"), row.getLong("helped"), row.getLong("unhelped")),
                row.getLong("version"));
    }

    private static Question.Answer answer(Document row) {
        return new Question.Answer(
                row.getString("text"),
                row.getString("language"),
                row.getInteger("number"),
                row.getDate("first").toInstant(),
                row.getDate("at").toInstant(),
                row.getString("by"),
                row.getString("grade"),
                row.getString("reason"));
    }

    private static Question.Faq faq(Document row) {
        var texts = new LinkedHashMap<String, Question.Wording>();
        row.getList("texts", Document.class)
                .forEach(each -> texts.put(
                        each.getString("language"),
                        new Question.Wording(each.getString("question"), each.getString("answer"))));
        return new Question.Faq(
                row.getList("categories", String.class),
                texts,
                row.getDate("at").toInstant());
    }
}
