package org.takeup.message;

import java.util.Optional;
import org.takeup.tenant.Workspace;

/** In which language a person wants to be told. Thread-safe; may block. */
public interface Tongues {
    /** Where nobody has said so: everybody gets the workspace's language. */
    Tongues UNKNOWN = (workspace, personId) -> Optional.empty();

    /** @return BCP 47 tag, if the person has chosen one */
    Optional<String> of(Workspace workspace, String personId);
}
