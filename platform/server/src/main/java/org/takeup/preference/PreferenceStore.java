package org.takeup.preference;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What people have said, one document a person, under the person's id. */
final class PreferenceStore {
    /** {@code best} is the first of {@code ways}. Both are asked for counts alone. */
    static final CollectionSpec WISHES = CollectionSpec.named("told_wishes")
            .index("best")
            .index("ways")
            .index("language")
            .index("zone");

    private static final int PAGE = 1_000;

    private final TenantCollection wishes;

    PreferenceStore(Workspace workspace) {
        this.wishes = workspace.collection(WISHES);
    }

    Optional<Preference> find(String person) {
        return wishes.find(person).map(PreferenceStore::read);
    }

    /** What these people have said, those who have said something, by person. */
    Map<String, Preference> findAll(Collection<String> people) {
        var found = new HashMap<String, Preference>();
        wishes.findAll(people).map(PreferenceStore::read).forEach(each -> found.put(each.personId(), each));
        return found;
    }

    /** Ids of those who have chosen one of these languages, a page at a time. */
    Stream<String> readers(Collection<String> languages) {
        return wishes.inPages(in("language", languages), PAGE).map(TenantCollection::id);
    }

    /** Whether anybody has chosen another zone than this one. */
    boolean anyOutside(ZoneId zone) {
        return wishes.find(and(gt("zone", ""), ne("zone", zone.getId()))).first() != null;
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean put(Preference wish) {
        return wish.version() == 1
                ? wishes.insert(wish.personId(), said(wish).append("links", 0L).append("person", wish.personId()))
                : wishes.updateIf(wish.personId(), eq("version", wish.version() - 1), new Document("$set", said(wish)));
    }

    /** Adds a kind to those that are not wanted. Doing it again changes nothing. */
    void leaveOut(String person, String kind) {
        boolean changed =
                wishes.updateIf(person, ne("without", kind), combine(addToSet("without", kind), inc("version", 1L)));
        if (!changed && !insertFirst(person, List.of(kind), 0)) {
            // Somebody else made the document between the two steps, or the kind is in it.
            wishes.updateIf(person, ne("without", kind), combine(addToSet("without", kind), inc("version", 1L)));
        }
    }

    /** Takes a kind from those that are not wanted. Doing it again changes nothing. */
    void takeIn(String person, String kind) {
        wishes.updateIf(person, eq("without", kind), combine(pull("without", kind), inc("version", 1L)));
    }

    /** Makes all links of the person invalid that there are. */
    void endLinks(String person) {
        Bson oneMore = combine(inc("links", 1L), inc("version", 1L));
        if (!wishes.update(person, oneMore) && !insertFirst(person, List.of(), 1)) {
            wishes.update(person, oneMore);
        }
    }

    private boolean insertFirst(String person, List<String> without, long links) {
        Preference unsaid = Preference.unsaid(person);
        return wishes.insert(
                person,
                said(unsaid)
                        .append("person", person)
                        .append("without", without)
                        .append("links", links)
                        .append("version", 1L));
    }

    /** How many people like each way best. */
    Map<Way, Long> best() {
        return counts("best");
    }

    /** How many people want each way, first or later. */
    Map<Way, Long> wanted() {
        return counts("ways");
    }

    private Map<Way, Long> counts(String field) {
        var counts = new EnumMap<Way, Long>(Way.class);
        for (Way way : Way.values()) {
            counts.put(way, wishes.count(eq(field, way.name())));
        }
        return counts;
    }

    private static Document said(Preference wish) {
        return new Document("ways", names(wish.ways()))
                .append("best", wish.best().map(Enum::name).orElse(""))
                .append("days", names(wish.days()))
                .append("from", wish.span().map(span -> span.from().toString()).orElse(""))
                .append("to", wish.span().map(span -> span.to().toString()).orElse(""))
                .append("zone", wish.zone().map(ZoneId::getId).orElse(""))
                .append("aWeek", wish.aWeek().orElse(-1))
                .append("language", wish.language().map(Locale::toLanguageTag).orElse(""))
                .append("tellers", names(wish.tellers()))
                .append("without", wish.without().stream().sorted().toList())
                .append("opens", wish.opens())
                .append("version", wish.version());
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toList();
    }

    private static Preference read(Document row) {
        int aWeek = row.getInteger("aWeek");
        return new Preference(
                TenantCollection.id(row),
                values(row, "ways", Way.class),
                Set.copyOf(values(row, "days", DayOfWeek.class)),
                given(row, "from")
                        .map(from -> new Preference.Span(LocalTime.parse(from), LocalTime.parse(row.getString("to")))),
                given(row, "zone").map(ZoneId::of),
                aWeek < 0 ? OptionalInt.empty() : OptionalInt.of(aWeek),
                given(row, "language").map(Locale::forLanguageTag),
                Set.copyOf(values(row, "tellers", Teller.class)),
                new HashSet<>(row.getList("without", String.class)),
                row.getBoolean("opens", false),
                row.getLong("links"),
                row.getLong("version"));
    }

    private static Optional<String> given(Document row, String field) {
        return Optional.of(row.getString(field)).filter(text -> !text.isEmpty());
    }

    private static <E extends Enum<E>> List<E> values(Document row, String field, Class<E> type) {
        return row.getList(field, String.class).stream()
                .map(name -> Enum.valueOf(type, name))
                .toList();
    }
}
