package org.takeup.measure;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** A workspace's own measures in MongoDB. */
final class OwnMeasureStore {
    static final CollectionSpec MEASURES = CollectionSpec.named("own_measures").index("name");

    private final TenantCollection measures;

    OwnMeasureStore(Workspace workspace) {
        this.measures = workspace.collection(MEASURES);
    }

    long count() {
        return measures.count(new Document());
    }

    List<Measure> byName() {
        return measures.all()
                .sort(Sorts.ascending("name"))
                .map(OwnMeasureStore::read)
                .into(new ArrayList<>());
    }

    Optional<Measure> find(String id) {
        return measures.find(id).map(OwnMeasureStore::read);
    }

    void insert(Measure measure) {
        measures.insert(measure.id(), write(measure));
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean replace(Measure measure) {
        long version = measure.own().orElseThrow().version();
        return measures.updateIf(measure.id(), eq("version", version - 1), new Document("$set", write(measure)));
    }

    /** @return false, changing nothing, unless the stored version is this one */
    boolean archive(String id, long version) {
        return measures.updateIf(
                id,
                eq("version", version),
                new Document("$set", new Document("archived", true).append("version", version + 1)));
    }

    /** @return false, changing nothing, unless the stored version is this one */
    boolean delete(String id, long version) {
        return measures.deleteIf(id, eq("version", version));
    }

    private static Document write(Measure measure) {
        Measure.Own own = measure.own().orElseThrow();
        return new Document("name", text(measure.name()))
                .append("doing", text(measure.doing()))
                .append("direct", needs(measure, Measure.Fit.DIRECT))
                .append("partly", needs(measure, Measure.Fit.PARTLY))
                .append("effort", measure.effort().name())
                .append("days", List.of(measure.days().from(), measure.days().to()))
                .append("weeks", List.of(measure.weeks().from(), measure.weeks().to()))
                .append("who", names(measure.who()))
                .append("formats", names(measure.formats()))
                .append("evidence", measure.evidence().strength().name())
                .append("sources", measure.evidence().sources())
                .append("sign", text(measure.sign()))
                .append("data", names(measure.data()))
                .append("archived", own.archived())
                .append("version", own.version());
    }

    private static String text(LocalizedText text) {
        return text.in(Locale.ENGLISH);
    }

    private static List<String> needs(Measure measure, Measure.Fit fit) {
        return measure.answers().entrySet().stream()
                .filter(answer -> answer.getValue() == fit)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static List<String> names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toList();
    }

    private static Measure read(Document row) {
        var answers = new LinkedHashMap<String, Measure.Fit>();
        row.getList("direct", String.class).forEach(need -> answers.put(need, Measure.Fit.DIRECT));
        row.getList("partly", String.class).forEach(need -> answers.put(need, Measure.Fit.PARTLY));
        return new Measure(
                TenantCollection.id(row),
                LocalizedText.english(row.getString("name")),
                LocalizedText.english(row.getString("doing")),
                answers,
                Measure.Effort.valueOf(row.getString("effort")),
                range(row, "days"),
                range(row, "weeks"),
                values(row, "who", Measure.Actor.class),
                values(row, "formats", Measure.Format.class),
                new Measure.Evidence(
                        Measure.Strength.valueOf(row.getString("evidence")), row.getList("sources", String.class)),
                LocalizedText.english(row.getString("sign")),
                values(row, "data", Measure.Data.class),
                Optional.of(new Measure.Own(row.getBoolean("archived"), row.getLong("version"))));
    }

    private static Measure.Range range(Document row, String field) {
        List<Integer> ends = row.getList(field, Integer.class);
        return new Measure.Range(ends.getFirst(), ends.getLast());
    }

    private static <E extends Enum<E>> List<E> values(Document row, String field, Class<E> type) {
        return row.getList(field, String.class).stream()
                .map(name -> Enum.valueOf(type, name))
                .toList();
    }
}
