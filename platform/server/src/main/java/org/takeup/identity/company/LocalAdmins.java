package org.takeup.identity.company;

import java.util.List;
import java.util.Optional;
import org.takeup.tenant.Workspace;

/** The local admins of a workspace. Keycloak has their passwords; that they are admins stands here. Thread-safe; blocks. */
public final class LocalAdmins {
    /** What a workspace can have. */
    public static final int MOST = 5;

    /** Makes a subject an admin here, or changes what is known of it. The account must be a member of the organisation. */
    public void put(Workspace workspace, LocalAdmin admin) {
        new CompanyStore(workspace).put(admin);
    }

    /** All, the first made first. */
    public List<LocalAdmin> list(Workspace workspace) {
        return new CompanyStore(workspace).localAdmins();
    }

    /** The local admin with this subject. */
    public Optional<LocalAdmin> find(Workspace workspace, String subject) {
        return new CompanyStore(workspace).localAdmin(subject);
    }

    /** @return whether there was such an admin */
    public boolean remove(Workspace workspace, String subject) {
        return new CompanyStore(workspace).removeLocalAdmin(subject);
    }

    /** Notes that somebody came in with it. */
    public void used(Workspace workspace, LocalAdmin admin) {
        new CompanyStore(workspace).put(admin.usedAt(workspace.clock().instant()));
    }
}
