package org.takeup.people.scim;

import java.util.Set;
import org.takeup.tenant.Workspace;

/** The groups that a company provisioned, as other rooms ask for them. Thread-safe; calls block on the store. */
public final class CompanyGroups {
    /** The names of the groups that a person is in; none for somebody who was not provisioned. */
    public Set<String> of(Workspace workspace, String personId) {
        return new ScimStore(workspace)
                .ofPerson(personId)
                .map(user -> new ScimGroupStore(workspace).namesOf(user))
                .orElse(Set.of());
    }
}
