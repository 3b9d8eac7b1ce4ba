package org.takeup.people;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.store.TenantCollection;

/**
 * The body of a person's document: what each source says, below {@code from}, and beside it what follows from that by the rules, which
 * is what is looked for. Whoever writes one counts its {@code revision} on, so that two who write at once find out.
 */
final class PersonDocument {
    private static final String FROM = "from";
    private static final String BY = "by";

    private PersonDocument() {}

    /**
     * Lets a source say something of a person.
     *
     * @param before the person as stored, if they are
     * @param by the source's own id of the person
     * @return the person as they are to be stored; {@code before} itself if nothing changes
     */
    static Document say(@Nullable Document before, String id, Source source, String by, Facts facts, MergeRules rules) {
        Document said = write(by, facts);
        if (before == null) {
            return merged(new Document(FROM, new Document(source.key(), said)), id, rules, 1);
        }
        Document from = new Document(before.get(FROM, Document.class));
        if (said.equals(from.put(source.key(), said))) {
            return before;
        }
        return merged(new Document(before).append(FROM, from), id, rules, revision(before) + 1);
    }

    /** The person without what a source said; nothing if nobody else says anything. */
    static Optional<Document> unsay(Document before, String id, Source source, MergeRules rules) {
        Document from = new Document(before.get(FROM, Document.class));
        from.remove(source.key());
        return from.isEmpty()
                ? Optional.empty()
                : Optional.of(merged(new Document(before).append(FROM, from), id, rules, revision(before) + 1));
    }

    /** The same person by other rules. @return {@code before} itself if nothing changes */
    static Document by(Document before, String id, MergeRules rules) {
        Document after = merged(new Document(before), id, rules, revision(before));
        return after.equals(before) ? before : after.append("revision", revision(before) + 1);
    }

    /** Says as whom else a record is known already, or that it is somebody itself. */
    static Document same(Document before, String id, Optional<String> person, MergeRules rules) {
        if (Optional.ofNullable(before.getString("same")).equals(person)) {
            return before;
        }
        var after = new Document(before);
        person.ifPresentOrElse(other -> after.append("same", other), () -> after.remove("same"));
        return merged(after, id, rules, revision(before) + 1);
    }

    static int revision(Document stored) {
        return stored.getInteger("revision");
    }

    static boolean says(Document stored, Source source) {
        return stored.get(FROM, Document.class).containsKey(source.key());
    }

    /** The id by which a source knows the person, if it does. */
    static Optional<String> idFor(Document stored, Source source) {
        return Optional.ofNullable(stored.get(FROM, Document.class).get(source.key(), Document.class))
                .map(said -> said.getString(BY));
    }

    /** What a source says of the person, if it does. */
    static Optional<Facts> said(Document stored, Source source) {
        return Optional.ofNullable(stored.get(FROM, Document.class).get(source.key(), Document.class))
                .map(PersonDocument::readFacts);
    }

    /** Whether the company itself says something of the person. */
    static boolean isCompanys(Document stored) {
        return Arrays.stream(Source.values()).anyMatch(source -> source.isCompanys() && says(stored, source));
    }

    /** Whether some source brought the person, rather than their own sign-in alone; and they are nobody else's record. */
    static boolean isRecord(Document stored) {
        return !stored.containsKey("same") && (isCompanys(stored) || says(stored, Source.LEARNING));
    }

    static Person read(Document stored) {
        return new Person(
                TenantCollection.id(stored),
                stored.getString("name"),
                stored.getString("email"),
                Optional.ofNullable(stored.getString("unit")),
                Optional.ofNullable(stored.getString("manager")),
                stored.getBoolean("active"),
                local(stored));
    }

    private static Document merged(Document body, String id, MergeRules rules, int revision) {
        Document from = body.get(FROM, Document.class);
        var said = new EnumMap<Source, Facts>(Source.class);
        for (Source source : Source.values()) {
            Optional.ofNullable(from.get(source.key(), Document.class))
                    .ifPresent(each -> said.put(source, readFacts(each)));
        }
        Facts facts = rules.merge(said);
        body.append("sources", List.copyOf(keys(said)))
                .append("name", facts.name())
                .append("email", facts.email())
                .append("active", facts.active() && !body.containsKey("same"))
                .append("sort", facts.name().toLowerCase(Locale.ROOT) + " " + id)
                .append("revision", revision);
        put(body, "unit", facts.unit());
        put(body, "manager", facts.manager());
        put(body, facts.local());
        return body;
    }

    private static List<String> keys(Map<Source, Facts> said) {
        return said.keySet().stream().map(Source::key).toList();
    }

    private static void put(Document body, String field, Optional<String> value) {
        value.ifPresentOrElse(text -> body.append(field, text), () -> body.remove(field));
    }

    private static void put(Document body, Local local) {
        put(body, "language", local.language());
        put(body, "zone", local.zone().map(ZoneId::getId));
    }

    private static Local local(Document stored) {
        return new Local(
                Optional.ofNullable(stored.getString("language")),
                Optional.ofNullable(stored.getString("zone")).map(ZoneId::of));
    }

    private static Document write(String by, Facts facts) {
        var said = new Document(BY, by)
                .append("name", facts.name())
                .append("email", facts.email())
                .append("active", facts.active());
        put(said, "unit", facts.unit());
        put(said, "manager", facts.manager());
        put(said, facts.local());
        return said;
    }

    private static Facts readFacts(Document said) {
        return new Facts(
                said.getString("name"),
                said.getString("email"),
                Optional.ofNullable(said.getString("unit")),
                Optional.ofNullable(said.getString("manager")),
                said.getBoolean("active"),
                local(said));
    }
}
