package org.takeup.identity.company;

import java.util.List;
import java.util.Optional;
import org.takeup.identity.company.Connection.Stage;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/** The connection of each workspace with its company's sign-in. Thread-safe; blocks on the store. */
public final class Connections {
    /** Everything that this room keeps of a workspace. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(CompanyStore.CONNECTION, CompanyStore.DOMAINS, CompanyStore.LOCAL_ADMINS);

    /** What the workspace has described, if it has. Without it the operator has connected the company by hand, or nobody. */
    public Optional<Connection> find(Workspace workspace) {
        return new CompanyStore(workspace).connection();
    }

    public void put(Workspace workspace, Connection connection) {
        new CompanyStore(workspace).put(connection);
    }

    public void remove(Workspace workspace) {
        new CompanyStore(workspace).removeConnection();
    }

    /** Whether people are sent to the company's sign-in without being asked: not to one that is only being tried. */
    public boolean leadsToCompany(Workspace workspace) {
        return find(workspace).map(known -> known.stage() == Stage.IN_FORCE).orElse(true);
    }

    /** Whether a sign-in of this way counts. */
    public Verdict verdict(Workspace workspace, Optional<String> way, String subject) {
        Optional<Connection> known = find(workspace);
        if (way.isEmpty()) {
            Optional<LocalAdmin> admin = new CompanyStore(workspace).localAdmin(subject);
            boolean enforced =
                    known.filter(each -> each.stage() == Stage.IN_FORCE).isPresent();
            if (enforced && admin.filter(LocalAdmin::breakGlass).isEmpty()) {
                return new Verdict.CompanyOnly();
            }
            return admin.<Verdict>map(Verdict.LocalAdministrator::new).orElseGet(Verdict.Counts::new);
        }
        if (known.isEmpty()) {
            return new Verdict.Counts();
        }
        String own = workspace.settings().signIn().identityProvider();
        if (!way.get().equals(own)) {
            return new Verdict.OtherWay();
        }
        return known.get().stage() == Stage.IN_FORCE ? new Verdict.Counts() : new Verdict.OnlyTried();
    }

    /** What becomes of a sign-in. */
    public sealed interface Verdict {
        /** Like anybody of the company. */
        record Counts() implements Verdict {}

        /** An admin of the workspace, whatever groups say. */
        record LocalAdministrator(LocalAdmin admin) implements Verdict {}

        /** An account of Keycloak's own, while everybody has to come through the company. */
        record CompanyOnly() implements Verdict {}

        /** Another company's sign-in. */
        record OtherWay() implements Verdict {}

        /** The company's sign-in before it counts. */
        record OnlyTried() implements Verdict {}
    }
}
