package org.takeup.identity.company;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.http.Json;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What this room keeps of a workspace. Thread-safe; blocks. */
final class CompanyStore {
    /** One document, {@value #CURRENT}: the connection. */
    static final CollectionSpec CONNECTION = CollectionSpec.named("company_sign_in");

    /** One document a domain that was asked for, by its name. */
    static final CollectionSpec DOMAINS =
            CollectionSpec.named("company_domains").index("asked");

    /** One document an account, by the subject of its tokens. */
    static final CollectionSpec LOCAL_ADMINS =
            CollectionSpec.named("local_admins").index("made");

    private static final String CURRENT = "current";
    private static final String PURPOSE = "company-sign-in";

    private final Workspace workspace;

    CompanyStore(Workspace workspace) {
        this.workspace = workspace;
    }

    Optional<Connection> connection() {
        return workspace.collection(CONNECTION).find(CURRENT).map(stored -> {
            byte[] plain = workspace
                    .sealer()
                    .open(stored.get("sealed", Binary.class).getData(), PURPOSE)
                    .orElseThrow(() -> new IllegalStateException("The company's sign-in does not open"));
            return Json.read(plain, Connection.class);
        });
    }

    void put(Connection connection) {
        byte[] sealed = workspace.sealer().seal(Json.write(connection), PURPOSE);
        workspace.collection(CONNECTION).put(CURRENT, new Document("sealed", new Binary(sealed)));
    }

    void removeConnection() {
        workspace.collection(CONNECTION).delete(CURRENT);
    }

    Optional<Domain> domain(String name) {
        return workspace.collection(DOMAINS).find(name).map(CompanyStore::domain);
    }

    List<Domain> domains() {
        return workspace
                .collection(DOMAINS)
                .all()
                .sort(Sorts.ascending("asked"))
                .limit(Domains.MOST)
                .map(CompanyStore::domain)
                .into(new ArrayList<>());
    }

    void put(Domain domain) {
        var document = new Document("name", domain.name())
                .append("token", domain.token())
                .append("asked", Date.from(domain.asked()));
        domain.proven().ifPresent(at -> document.append("proven", Date.from(at)));
        domain.lost().ifPresent(at -> document.append("lost", Date.from(at)));
        workspace.collection(DOMAINS).put(domain.name(), document);
    }

    void removeDomain(String name) {
        workspace.collection(DOMAINS).delete(name);
    }

    List<LocalAdmin> localAdmins() {
        return workspace
                .collection(LOCAL_ADMINS)
                .all()
                .sort(Sorts.ascending("made"))
                .limit(LocalAdmins.MOST)
                .map(CompanyStore::localAdmin)
                .into(new ArrayList<>());
    }

    Optional<LocalAdmin> localAdmin(String subject) {
        return workspace.collection(LOCAL_ADMINS).find(subject).map(CompanyStore::localAdmin);
    }

    void put(LocalAdmin admin) {
        var document = new Document("username", admin.username())
                .append("breakGlass", admin.breakGlass())
                .append("made", Date.from(admin.made()))
                .append("madeBy", admin.madeBy());
        admin.used().ifPresent(at -> document.append("used", Date.from(at)));
        workspace.collection(LOCAL_ADMINS).put(admin.subject(), document);
    }

    boolean removeLocalAdmin(String subject) {
        return workspace.collection(LOCAL_ADMINS).delete(subject);
    }

    private static Domain domain(Document stored) {
        return new Domain(
                stored.getString("name"),
                stored.getString("token"),
                stored.getDate("asked").toInstant(),
                instant(stored, "proven"),
                instant(stored, "lost"));
    }

    private static LocalAdmin localAdmin(Document stored) {
        return new LocalAdmin(
                TenantCollection.id(stored),
                stored.getString("username"),
                stored.getBoolean("breakGlass"),
                stored.getDate("made").toInstant(),
                stored.getString("madeBy"),
                instant(stored, "used"));
    }

    private static Optional<Instant> instant(Document stored, String field) {
        return Optional.ofNullable(stored.getDate(field)).map(Date::toInstant);
    }
}
