package org.takeup.focus;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Codes in MongoDB. */
final class CodeStore {
    static final CollectionSpec CODES = CollectionSpec.named("focus_codes").index("label");

    private final TenantCollection codes;

    CodeStore(Workspace workspace) {
        this.codes = workspace.collection(CODES);
    }

    long count() {
        return codes.count(new Document());
    }

    List<Code> byLabel() {
        return codes.all().sort(Sorts.ascending("label")).map(CodeStore::read).into(new ArrayList<>());
    }

    Optional<Code> find(String id) {
        return codes.find(id).map(CodeStore::read);
    }

    /** Those of these ids that there are. */
    List<String> ids(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : codes.findAll(ids).map(TenantCollection::id).into(new ArrayList<>());
    }

    void insert(Code code) {
        codes.insert(code.id(), write(code));
    }

    /** @return false, changing nothing, unless the stored version is the one before this */
    boolean replace(Code code) {
        return codes.updateIf(code.id(), eq("version", code.version() - 1), new Document("$set", write(code)));
    }

    boolean delete(String id, long version) {
        return codes.deleteIf(id, eq("version", version));
    }

    private static Document write(Code code) {
        return new Document("label", code.label())
                .append("joins", code.joins().name())
                .append("joined", code.joined())
                .append("joinedLabel", code.joinedLabel())
                .append("version", code.version());
    }

    private static Code read(Document row) {
        return new Code(
                TenantCollection.id(row),
                row.getString("label"),
                Code.Joins.valueOf(row.getString("joins")),
                row.getString("joined"),
                row.getString("joinedLabel"),
                row.getLong("version"));
    }
}
