package org.takeup.business;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.http.Json;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Priorities, programmes and settings in MongoDB. A document is the record as the API's JSON has it. */
final class BusinessStore {
    static final CollectionSpec PRIORITIES =
            CollectionSpec.named("business_priorities").index("name");
    static final CollectionSpec PROGRAMMES =
            CollectionSpec.named("business_programmes").index("name");
    static final CollectionSpec SETTINGS = CollectionSpec.named("business_settings");

    private static final String ONE = "case";

    private final TenantCollection priorities;
    private final TenantCollection programmes;
    private final TenantCollection settings;

    BusinessStore(Workspace workspace) {
        this.priorities = workspace.collection(PRIORITIES);
        this.programmes = workspace.collection(PROGRAMMES);
        this.settings = workspace.collection(SETTINGS);
    }

    List<Priority> priorities() {
        return all(priorities, Priority.class);
    }

    List<Programme> programmes() {
        return all(programmes, Programme.class).stream().map(Programme::known).toList();
    }

    Optional<Priority> priority(String id) {
        return priorities.find(id).map(row -> read(row, Priority.class));
    }

    Optional<Programme> programme(String id) {
        return programmes.find(id).map(row -> read(row, Programme.class)).map(Programme::known);
    }

    Optional<CaseSettings> settings() {
        return settings.find(ONE).map(row -> read(row, CaseSettings.class));
    }

    /** @return false, changing nothing, unless the stored version is the one before, or there is none before the first */
    boolean put(Priority priority) {
        return put(priorities, priority.id(), priority.version(), priority);
    }

    /** As above. */
    boolean put(Programme programme) {
        return put(programmes, programme.id(), programme.version(), programme);
    }

    /** As above. */
    boolean put(CaseSettings changed) {
        return put(settings, ONE, changed.version(), changed);
    }

    /** @return false, changing nothing, unless the stored version is this one */
    boolean deletePriority(String id, long version) {
        return priorities.deleteIf(id, eq("version", version));
    }

    /** As above. */
    boolean deleteProgramme(String id, long version) {
        return programmes.deleteIf(id, eq("version", version));
    }

    private static boolean put(TenantCollection into, String id, long version, Object body) {
        Document document = Document.parse(new String(Json.write(body), StandardCharsets.UTF_8));
        return version == 1
                ? into.insert(id, document)
                : into.updateIf(id, eq("version", version - 1), new Document("$set", document));
    }

    private static <T> List<T> all(TenantCollection from, Class<T> type) {
        return from.all()
                .sort(Sorts.ascending("name"))
                .map(row -> read(row, type))
                .into(new ArrayList<>());
    }

    private static <T> T read(Document row, Class<T> type) {
        return Json.read(TenantCollection.body(row).toJson().getBytes(StandardCharsets.UTF_8), type);
    }
}
