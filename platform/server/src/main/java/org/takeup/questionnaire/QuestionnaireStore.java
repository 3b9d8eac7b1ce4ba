package org.takeup.questionnaire;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.Unreadable;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * Drafts and published versions. Each is kept as the text of its file, which is the format that lasts; what lists show, and what
 * its results are used for, is beside it. A version is stored under the revision that it froze, so storing it twice changes nothing.
 */
final class QuestionnaireStore {
    static final CollectionSpec DRAFTS = CollectionSpec.named("questionnaires").index("changed");
    static final CollectionSpec VERSIONS =
            CollectionSpec.named("questionnaire_versions").index("questionnaire");

    private final TenantCollection drafts;
    private final TenantCollection versions;

    QuestionnaireStore(Workspace workspace) {
        this.drafts = workspace.collection(DRAFTS);
        this.versions = workspace.collection(VERSIONS);
    }

    long count() {
        return drafts.count(empty());
    }

    void insert(String id, OwnQuestionnaire own, Instant now) {
        drafts.insert(id, new Document(body(own, now)).append("revision", 1L));
    }

    private static Document body(OwnQuestionnaire own, Instant now) {
        return new Document("text", fileText(own))
                .append("title", text(own.title()))
                .append("pages", own.asked().pages().size())
                .append("items", (int) own.asked().items().count())
                .append("uses", Use.words(own.uses()))
                .append("changed", Date.from(now));
    }

    /** What it is used for stands beside it, so that nodes of an older Takeup can read the text as well. */
    private static String fileText(OwnQuestionnaire own) {
        return FileText.json(own.usedFor(Set.of()));
    }

    Optional<Draft> find(String id) {
        return drafts.find(id).map(QuestionnaireStore::draft);
    }

    private static Draft draft(Document stored) {
        return new Draft(
                TenantCollection.id(stored),
                read(stored),
                stored.getLong("revision"),
                stored.getDate("changed").toInstant(),
                published(stored));
    }

    private static OwnQuestionnaire read(Document stored) {
        try {
            OwnQuestionnaire own = QuestionnaireReader.draft(stored.getString("text"));
            // What was stored before questionnaires said what they are for is for what it is a copy of.
            return own.usedFor(
                    stored.containsKey("uses")
                            ? Use.read(stored.getList("uses", String.class))
                            : Use.ofCopy(own.scoring()));
        } catch (Unreadable e) {
            throw new IllegalStateException("A stored questionnaire cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Draft.Published> published(Document stored) {
        return Optional.ofNullable(stored.get("offer", Document.class))
                .map(offer -> new Draft.Published(offer.getInteger("number"), offer.getLong("revision")));
    }

    /** The latest changes first. */
    List<Listed> list() {
        return drafts.find(empty())
                .projection(Projections.exclude("text"))
                .sort(Sorts.descending("changed"))
                .map(QuestionnaireStore::listed)
                .into(new ArrayList<>());
    }

    private static Listed listed(Document stored) {
        Optional<Draft.Published> published = published(stored);
        return new Listed(
                TenantCollection.id(stored),
                text(stored, "title"),
                stored.getInteger("pages"),
                stored.getInteger("items"),
                stored.getDate("changed").toInstant(),
                published.map(Draft.Published::number),
                published
                        .map(each -> each.revision() != stored.getLong("revision"))
                        .orElse(true));
    }

    /** @return false if the draft has another revision by now, or is gone */
    boolean save(String id, long revision, OwnQuestionnaire own, Instant now) {
        var set = new ArrayList<Bson>();
        body(own, now).forEach((field, value) -> set.add(Updates.set(field, value)));
        set.add(Updates.set("revision", revision + 1));
        return drafts.updateIf(id, eq("revision", revision), Updates.combine(set));
    }

    /** Freezes this revision. @return false if the draft has another revision or version by now, or is gone */
    boolean publish(Draft draft, int number, Instant now) {
        versions.put(
                versionId(draft.id(), draft.revision()),
                new Document("questionnaire", draft.id())
                        .append("text", fileText(draft.own()))
                        .append("uses", Use.words(draft.own().uses()))
                        .append("at", Date.from(now)));
        OwnQuestionnaire own = draft.own();
        var offer = new Document("number", number)
                .append("revision", draft.revision())
                .append("title", text(own.title()))
                .append("purpose", text(own.purpose()))
                .append("minutes", own.minutes())
                .append("smallestGroup", own.smallestGroup())
                .append("uses", Use.words(own.uses()));
        Bson before = draft.published()
                .map(each -> eq("offer.number", each.number()))
                .orElseGet(() -> exists("offer", false));
        return drafts.updateIf(draft.id(), and(eq("revision", draft.revision()), before), Updates.set("offer", offer));
    }

    private static String versionId(String id, long revision) {
        return id + ":" + revision;
    }

    /** What can be asked with. */
    List<Offer> offers() {
        List<Document> offered = drafts
                .find(empty())
                .projection(Projections.include("offer"))
                .sort(Sorts.descending("changed"))
                .into(new ArrayList<>())
                .stream()
                .filter(stored -> stored.containsKey("offer"))
                .toList();
        Map<String, Set<Use>> before = usesBefore(offered);
        return offered.stream()
                .map(stored -> offer(stored, before.getOrDefault(TenantCollection.id(stored), Set.of())))
                .toList();
    }

    /** By id, of those that were published before they said what they are for. */
    private Map<String, Set<Use>> usesBefore(List<Document> offered) {
        List<String> published = offered.stream()
                .filter(stored -> !stored.get("offer", Document.class).containsKey("uses"))
                .flatMap(stored ->
                        published(stored).stream().map(each -> versionId(TenantCollection.id(stored), each.revision())))
                .toList();
        var uses = new HashMap<String, Set<Use>>();
        if (!published.isEmpty()) {
            versions.findAll(published)
                    .forEach(stored -> uses.put(
                            stored.getString("questionnaire"), read(stored).uses()));
        }
        return uses;
    }

    private static Offer offer(Document stored, Set<Use> before) {
        Document offer = stored.get("offer", Document.class);
        return new Offer(
                TenantCollection.id(stored),
                offer.getInteger("number"),
                text(offer, "title"),
                text(offer, "purpose"),
                offer.getInteger("minutes"),
                offer.getInteger("smallestGroup"),
                offer.containsKey("uses") ? Use.read(offer.getList("uses", String.class)) : before);
    }

    /** The newest published version. */
    Optional<OwnQuestionnaire> published(String id) {
        return drafts.find(id)
                .flatMap(QuestionnaireStore::published)
                .flatMap(each -> versions.find(versionId(id, each.revision()))
                        .map(stored -> read(stored).published(each.number())));
    }

    /** @return whether there was one with this revision */
    boolean delete(String id, long revision) {
        boolean deleted = drafts.deleteIf(id, eq("revision", revision));
        if (deleted) {
            versions.deleteAll(eq("questionnaire", id));
        }
        return deleted;
    }

    private static List<Document> text(LocalizedText text) {
        return text.byLanguage().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Document("l", entry.getKey()).append("t", entry.getValue()))
                .toList();
    }

    private static LocalizedText text(Document stored, String field) {
        var byLanguage = new HashMap<String, String>();
        stored.getList(field, Document.class).forEach(each -> byLanguage.put(each.getString("l"), each.getString("t")));
        return new LocalizedText(byLanguage);
    }
}
